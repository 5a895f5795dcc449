package io.mostrador.domain.cards;

import io.mostrador.domain.cards.CommissionReport.Voided;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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
          CASE $3::text WHEN 'cashier' THEN cashier_id END AS cashier_id,
          count(*) AS transactions, sum(amount) AS gross, sum(commission) AS commission
        FROM sale_payment
        WHERE method = 'CARD' AND voided_at IS NULL AND confirmed_at >= $1 AND confirmed_at < $2
        GROUP BY 1, 2, 3, 4, 5
      )
      SELECT g.card_plan_code, g.card_plan_label, g.card_instrument, g.installments_months,
        g.cashier_id, u.username, g.transactions, g.gross, g.commission
      FROM grouped g
      LEFT JOIN app_user u ON u.id = g.cashier_id
      ORDER BY g.installments_months, g.gross DESC, g.card_plan_code, g.card_plan_label,
        g.card_instrument, g.cashier_id
      """;

  private static final String SPAN =
      """
      SELECT min(confirmed_at) AS first, max(confirmed_at) AS last
      FROM sale_payment
      WHERE method = 'CARD' AND voided_at IS NULL AND confirmed_at >= $1 AND confirmed_at < $2
      """;

  /**
   * One range of the index for each day, since asking each payment for its day takes far longer.
   */
  private static final String DAYS =
      """
      SELECT days.day, sums.transactions, sums.gross, sums.commission
      FROM unnest($1::date[], $2::timestamptz[], $3::timestamptz[]) AS days (day, start, stop)
      CROSS JOIN LATERAL (
        SELECT count(*) AS transactions, sum(amount) AS gross, sum(commission) AS commission
        FROM sale_payment
        WHERE method = 'CARD' AND voided_at IS NULL
          AND confirmed_at >= days.start AND confirmed_at < days.stop
      ) sums
      WHERE sums.transactions > 0
      ORDER BY days.day
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

  /** Installments from the fewest; all else by what was taken, most first. Not for days. */
  Single<List<CommissionRow>> rows(
      SqlClient sql, OffsetDateTime from, OffsetDateTime to, Grouping grouping) {
    return Sql.all(sql, ROWS, row -> CommissionRow.from(row, grouping), from, to, grouping.text());
  }

  /** From the first; those with payments only. */
  Single<List<CommissionRow>> days(
      SqlClient sql, OffsetDateTime from, OffsetDateTime to, BusinessTime time) {
    return Sql.one(sql, SPAN, row -> days(row, time), from, to)
        .flatMap(days -> days(sql, days, time));
  }

  /** From the first payment's to the last one's; none without payments. */
  private static List<LocalDate> days(Row span, BusinessTime time) {
    OffsetDateTime first = span.getOffsetDateTime("first");
    return first == null
        ? List.of()
        : time.dayOf(first)
            .datesUntil(time.dayOf(span.getOffsetDateTime("last")).plusDays(1))
            .toList();
  }

  private static Single<List<CommissionRow>> days(
      SqlClient sql, List<LocalDate> days, BusinessTime time) {
    return Sql.all(
        sql,
        DAYS,
        row -> CommissionRow.from(row, Grouping.DAY),
        days.toArray(LocalDate[]::new),
        days.stream().map(time::startOf).toArray(OffsetDateTime[]::new),
        days.stream().map(day -> time.startOf(day.plusDays(1))).toArray(OffsetDateTime[]::new));
  }

  Single<Voided> voided(SqlClient sql, OffsetDateTime from, OffsetDateTime to) {
    return Sql.one(sql, VOIDED, Voided::from, from, to);
  }

  /** What the breakdowns of the confirmed sales say. */
  Single<BigDecimal> profitability(SqlClient sql, OffsetDateTime from, OffsetDateTime to) {
    return Sql.one(sql, PROFITABILITY, row -> row.getBigDecimal("commission"), from, to);
  }
}
