package io.mostrador.domain.cards;

import io.mostrador.domain.cards.CommissionReport.Voided;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

/** The statements of the report; its instants are the period's, the last one excluded. */
final class CommissionStore {

  /** Planned for its grouping: the columns that are not grouped by are constants then. */
  private static final String ROWS =
      """
      WITH grouped AS (
        SELECT CASE $3::text WHEN 'plan' THEN card_plan_code END AS card_plan_code,
          CASE $3::text WHEN 'plan' THEN card_plan_label END AS card_plan_label,
          CASE $3::text WHEN 'instrument' THEN card_instrument END AS card_instrument,
          CASE $3::text WHEN 'installments' THEN installments_months END AS installments_months,
          CASE $3::text WHEN 'day' THEN (confirmed_at AT TIME ZONE $4::text)::date END AS day,
          CASE $3::text WHEN 'cashier' THEN cashier_id END AS cashier_id,
          count(*) AS transactions, sum(amount) AS gross, sum(commission) AS commission
        FROM sale_payment
        WHERE method = 'CARD' AND voided_at IS NULL AND confirmed_at >= $1 AND confirmed_at < $2
        GROUP BY 1, 2, 3, 4, 5, 6
      )
      SELECT g.card_plan_code, g.card_plan_label, g.card_instrument, g.installments_months, g.day,
        g.cashier_id, u.username, g.transactions, g.gross, g.commission
      FROM grouped g
      LEFT JOIN app_user u ON u.id = g.cashier_id
      ORDER BY g.day, g.installments_months, g.gross DESC, g.card_plan_code, g.card_plan_label,
        g.card_instrument, g.cashier_id
      """;

  private static final String VOIDED =
      """
      SELECT count(*) AS transactions, coalesce(sum(p.amount), 0) AS gross,
        coalesce(sum(d.deposited_amount), 0) AS deposited
      FROM sale_payment p
      LEFT JOIN card_deposit d ON d.id = p.deposit_id
      WHERE p.method = 'CARD' AND p.voided_at >= $1 AND p.voided_at < $2
      """;

  /** Sales without a commission add nothing, so they need not be looked at. */
  private static final String PROFITABILITY =
      """
      SELECT coalesce(sum(commission), 0) AS commission
      FROM sale_profitability
      WHERE commission <> 0 AND voided_at IS NULL AND confirmed_at >= $1 AND confirmed_at < $2
      """;

  /** Days and months from the first; all else by what was taken, most first. */
  Single<List<CommissionRow>> rows(
      SqlClient sql, OffsetDateTime from, OffsetDateTime to, Grouping grouping, ZoneId zone) {
    return Sql.all(
        sql,
        ROWS,
        row -> CommissionRow.from(row, grouping),
        from,
        to,
        grouping.text(),
        zone.getId());
  }

  Single<Voided> voided(SqlClient sql, OffsetDateTime from, OffsetDateTime to) {
    return Sql.one(sql, VOIDED, Voided::from, from, to);
  }

  /** What the breakdowns of the confirmed sales say. */
  Single<BigDecimal> profitability(SqlClient sql, OffsetDateTime from, OffsetDateTime to) {
    return Sql.one(sql, PROFITABILITY, row -> row.getBigDecimal("commission"), from, to);
  }
}
