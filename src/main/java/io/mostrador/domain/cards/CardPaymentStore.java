package io.mostrador.domain.cards;

import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Reads card payments one by one; to be planned each time, since filters are optional. */
final class CardPaymentStore {

  private static final String LIST =
      """
      WITH matching AS NOT MATERIALIZED (
        SELECT id, confirmed_at
        FROM sale_payment
        WHERE method = 'CARD' AND confirmed_at IS NOT NULL
          AND (
            (NOT $5::boolean AND voided_at IS NULL AND confirmed_at >= $3 AND confirmed_at < $4)
            OR ($5::boolean AND voided_at >= $3 AND voided_at < $4))
          AND ($6::text IS NULL OR card_plan_code = $6)
          AND ($7::text IS NULL OR card_instrument = $7)
          AND ($8::numeric IS NULL OR amount = $8)
          AND ($9::uuid IS NULL OR sale_id = $9)
          AND ($10::boolean IS NULL OR (deposit_id IS NOT NULL) = $10)
      ), counted AS (
        SELECT count(*) AS listed FROM matching
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT p.id, p.sale_id, p.confirmed_at, p.voided_at, p.cashier_id, u.username,
          p.card_plan_code, p.card_plan_label, p.card_instrument, p.installments_months,
          p.commission_rate, p.amount, p.commission, p.deposit_id, d.deposited_amount,
          d.deposited_on, d.reference
        FROM (
          SELECT id FROM matching
          ORDER BY confirmed_at DESC, id DESC
          LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
        ) m
        JOIN sale_payment p ON p.id = m.id
        JOIN app_user u ON u.id = p.cashier_id
        LEFT JOIN card_deposit d ON d.id = p.deposit_id
      ) page ON true
      ORDER BY page.confirmed_at DESC, page.id DESC
      """;

  /**
   * After the row that {@code $9} and {@code $10} tell; nulls for the beginning. The instant is
   * told twice, since by the pair alone the index is entered at the end of the period each time.
   */
  private static final String AFTER =
      """
      SELECT p.id, p.sale_id, p.confirmed_at, p.voided_at, p.cashier_id, u.username,
        p.card_plan_code, p.card_plan_label, p.card_instrument, p.installments_months,
        p.commission_rate, p.amount, p.commission, p.deposit_id, d.deposited_amount,
        d.deposited_on, d.reference
      FROM sale_payment p
      JOIN app_user u ON u.id = p.cashier_id
      LEFT JOIN card_deposit d ON d.id = p.deposit_id
      WHERE p.method = 'CARD' AND p.confirmed_at IS NOT NULL
        AND (
          (NOT $3::boolean AND p.voided_at IS NULL AND p.confirmed_at >= $1
            AND p.confirmed_at < least($2, $9::timestamptz + interval '1 microsecond'))
          OR ($3::boolean AND p.voided_at >= $1 AND p.voided_at < $2))
        AND ($4::text IS NULL OR p.card_plan_code = $4)
        AND ($5::text IS NULL OR p.card_instrument = $5)
        AND ($6::numeric IS NULL OR p.amount = $6)
        AND ($7::uuid IS NULL OR p.sale_id = $7)
        AND ($8::boolean IS NULL OR (p.deposit_id IS NOT NULL) = $8)
        AND ($9::timestamptz IS NULL OR (p.confirmed_at, p.id) < ($9, $10::uuid))
      ORDER BY p.confirmed_at DESC, p.id DESC
      LIMIT $11
      """;

  private static final String BY_ID =
      """
      SELECT p.id, p.sale_id, p.confirmed_at, p.voided_at, p.cashier_id, u.username,
        p.card_plan_code, p.card_plan_label, p.card_instrument, p.installments_months,
        p.commission_rate, p.amount, p.commission, p.deposit_id, d.deposited_amount,
        d.deposited_on, d.reference
      FROM sale_payment p
      JOIN app_user u ON u.id = p.cashier_id
      LEFT JOIN card_deposit d ON d.id = p.deposit_id
      WHERE p.id = $1 AND p.method = 'CARD' AND p.confirmed_at IS NOT NULL
      """;

  /** Last confirmed first. */
  Single<Page<CardPayment>> page(SqlClient sql, PageRequest page, CardPaymentFilter filter) {
    return Pages.read(
        sql,
        LIST,
        page,
        CardPayment::from,
        filter.from(),
        filter.until(),
        filter.isVoid(),
        filter.plan(),
        filter.instrument(),
        filter.amount(),
        filter.sale(),
        filter.isReconciled());
  }

  /**
   * Last confirmed first; at most {@code most}.
   *
   * @param confirmedAt null for the beginning, else with {@code id} the row before the first
   */
  Single<List<CardPayment>> after(
      SqlClient sql, CardPaymentFilter filter, OffsetDateTime confirmedAt, UUID id, int most) {
    return Sql.all(
        sql,
        AFTER,
        CardPayment::from,
        filter.from(),
        filter.until(),
        filter.isVoid(),
        filter.plan(),
        filter.instrument(),
        filter.amount(),
        filter.sale(),
        filter.isReconciled(),
        confirmedAt,
        id,
        most);
  }

  /** Empty unless it is a card payment of a sale that was confirmed. */
  Maybe<CardPayment> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, CardPayment::from, id);
  }
}
