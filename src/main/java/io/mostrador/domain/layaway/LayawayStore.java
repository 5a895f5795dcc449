package io.mostrador.domain.layaway;

import io.mostrador.domain.sales.Payment;
import io.mostrador.domain.sales.profitability.SoldLine;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Role;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes layaways, and locks them for those who decide about them. */
final class LayawayStore {

  private static final String KNOWN_PRODUCTS =
      """
      SELECT id
      FROM product
      WHERE id = ANY ($1::uuid[])
      """;

  private static final String ADD =
      """
      INSERT INTO layaway
        (id, customer_id, status, subtotal, total, amount_paid, expires_at, notes, created_by,
         created_at, updated_at)
      VALUES ($1, $2, 'ACTIVE', $3, $4, $5, $6, $7, $8, $9, $9)
      """;

  private static final String ADD_LINES =
      """
      INSERT INTO layaway_line
        (layaway_id, position, product_id, qty, unit_price, unit_cost, discount_pct)
      SELECT $1, position, product_id, qty, unit_price, unit_cost, discount_pct
      FROM unnest(
          $2::integer[], $3::uuid[], $4::numeric[], $5::numeric[], $6::numeric[], $7::numeric[])
        AS line (position, product_id, qty, unit_price, unit_cost, discount_pct)
      """;

  /**
   * After those that are there, which nobody adds to while the layaway is locked. Rates are sent as
   * text: the driver takes no null in an array of numbers.
   */
  private static final String ADD_PAYMENTS =
      """
      INSERT INTO layaway_payment
        (id, layaway_id, position, method, amount, commission_rate, card_plan_code,
         card_plan_label, installments_months, card_instrument, card_type, reference_type,
         created_by, created_at)
      SELECT id, $1, earlier.payments + position, method, amount, commission_rate::numeric,
        card_plan_code, card_plan_label, installments_months, card_instrument, card_type, $2, $3, $4
      FROM unnest(
          $5::uuid[], $6::integer[], $7::text[], $8::numeric[], $9::text[], $10::text[],
          $11::text[], $12::integer[], $13::text[], $14::text[])
        AS payment (id, position, method, amount, commission_rate, card_plan_code,
          card_plan_label, installments_months, card_instrument, card_type)
      CROSS JOIN (
        SELECT count(*) AS payments FROM layaway_payment WHERE layaway_id = $1
      ) earlier
      """;

  private static final String LOCK =
      """
      SELECT id, customer_id, status, subtotal, total, amount_paid, expires_at, notes,
        settled_sale_id, created_by, created_at, updated_at, version
      FROM layaway
      WHERE id = $1
      FOR UPDATE
      """;

  /** One that somebody works on is left alone: it is paid just now, or expired by another node. */
  private static final String LOCK_DUE =
      """
      SELECT id, customer_id, status, subtotal, total, amount_paid, expires_at, notes,
        settled_sale_id, created_by, created_at, updated_at, version
      FROM layaway
      WHERE id = $1 AND status = 'ACTIVE' AND expires_at <= $2
      FOR UPDATE SKIP LOCKED
      """;

  private static final String DUE =
      """
      SELECT l.id, l.expires_at, u.id AS user_id, u.username, u.role
      FROM layaway l
      JOIN app_user u ON u.id = l.created_by
      WHERE l.status = 'ACTIVE' AND l.expires_at <= $1
        AND ($2::timestamptz IS NULL OR (l.expires_at, l.id) > ($2, $3::uuid))
      ORDER BY l.expires_at, l.id
      LIMIT $4
      """;

  private static final String PAY =
      """
      UPDATE layaway
      SET amount_paid = amount_paid + $2, updated_at = $3
      WHERE id = $1
      """;

  private static final String SETTLE =
      """
      UPDATE layaway
      SET status = 'SETTLED', settled_sale_id = $2, updated_at = $3
      WHERE id = $1
      """;

  private static final String EXPIRE =
      """
      UPDATE layaway
      SET status = 'EXPIRED', updated_at = $2
      WHERE id = $1
      """;

  private static final String EXTEND =
      """
      UPDATE layaway
      SET expires_at = $2, updated_at = $3
      WHERE id = $1
      """;

  private static final String ADD_EXTENSION =
      """
      INSERT INTO layaway_extension
        (layaway_id, old_expires_at, new_expires_at, reason, created_by, created_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      """;

  private static final String REFUND =
      """
      UPDATE layaway
      SET status = 'REFUNDED', updated_at = $2
      WHERE settled_sale_id = $1 AND status = 'SETTLED'
      RETURNING id, customer_id, status, subtotal, total, amount_paid, expires_at, notes,
        settled_sale_id, created_by, created_at, updated_at, version
      """;

  /** A layaway that has to expire, and who is said to have done it. */
  record Due(UUID id, OffsetDateTime expiresAt, Actor creator) {

    static Due from(Row row) {
      return new Due(
          row.getUUID("id"),
          row.getOffsetDateTime("expires_at"),
          new Actor(
              row.getInteger("user_id"),
              row.getString("username"),
              Role.valueOf(row.getString("role"))));
    }
  }

  /** Those of the ids that exist, in no order. */
  Single<List<UUID>> knownProducts(SqlClient sql, List<UUID> ids) {
    return Sql.all(
        sql, KNOWN_PRODUCTS, row -> row.getUUID("id"), (Object) ids.toArray(UUID[]::new));
  }

  Completable add(SqlClient sql, Layaway layaway) {
    return Sql.change(
        sql,
        ADD,
        layaway.id(),
        layaway.customerId(),
        layaway.totals().subtotal(),
        layaway.totals().total(),
        layaway.amountPaid(),
        layaway.expiresAt(),
        layaway.notes(),
        layaway.createdBy(),
        layaway.createdAt());
  }

  Completable addLines(SqlClient sql, UUID id, List<SoldLine> lines) {
    return Sql.change(
        sql,
        ADD_LINES,
        id,
        positions(lines.size()),
        column(lines, SoldLine::product, UUID[]::new),
        column(lines, SoldLine::qty, BigDecimal[]::new),
        column(lines, SoldLine::unitPrice, BigDecimal[]::new),
        column(lines, SoldLine::unitCost, BigDecimal[]::new),
        column(lines, SoldLine::discountPct, BigDecimal[]::new));
  }

  /** The layaway has to be new, or locked. */
  Completable addPayments(
      SqlClient sql,
      UUID id,
      LayawayPayment.Occasion occasion,
      List<Payment> payments,
      int createdBy,
      OffsetDateTime now) {
    return Sql.change(
        sql,
        ADD_PAYMENTS,
        id,
        occasion.text(),
        createdBy,
        now,
        column(payments, Payment::id, UUID[]::new),
        positions(payments.size()),
        column(payments, payment -> payment.method().name(), String[]::new),
        column(payments, Payment::amount, BigDecimal[]::new),
        cards(payments, null, card -> Decimals.text(card.commissionRate()), String[]::new),
        cards(payments, "", Payment.Card::planCode, String[]::new),
        cards(payments, "", Payment.Card::planLabel, String[]::new),
        cards(payments, 0, Payment.Card::installmentsMonths, Integer[]::new),
        cards(payments, null, Payment.Card::instrument, String[]::new),
        cards(payments, null, Payment.Card::type, String[]::new));
  }

  /** Empty when there is none; nobody else changes it until the transaction ends. */
  Maybe<Layaway> lock(SqlClient sql, UUID id) {
    return Sql.find(sql, LOCK, Layaway::from, id);
  }

  /** Empty when it is not due any more, or locked by somebody else. */
  Maybe<Layaway> lockDue(SqlClient sql, UUID id, OffsetDateTime now) {
    return Sql.find(sql, LOCK_DUE, Layaway::from, id, now);
  }

  /**
   * The longest due first, after {@code last}.
   *
   * @param last null to begin
   */
  Single<List<Due>> due(SqlClient sql, OffsetDateTime now, @Nullable Due last, int most) {
    return Sql.all(
        sql,
        DUE,
        Due::from,
        now,
        last == null ? null : last.expiresAt(),
        last == null ? null : last.id(),
        most);
  }

  Completable pay(SqlClient sql, UUID id, BigDecimal amount, OffsetDateTime now) {
    return Sql.change(sql, PAY, id, amount, now);
  }

  Completable settle(SqlClient sql, UUID id, UUID saleId, OffsetDateTime now) {
    return Sql.change(sql, SETTLE, id, saleId, now);
  }

  Completable expire(SqlClient sql, UUID id, OffsetDateTime now) {
    return Sql.change(sql, EXPIRE, id, now);
  }

  Completable extend(
      SqlClient sql,
      Layaway layaway,
      OffsetDateTime newExpiresAt,
      String reason,
      int createdBy,
      OffsetDateTime now) {
    return Completable.mergeArray(
        Sql.change(sql, EXTEND, layaway.id(), newExpiresAt, now),
        Sql.change(
            sql,
            ADD_EXTENSION,
            layaway.id(),
            layaway.expiresAt(),
            newExpiresAt,
            reason,
            createdBy,
            now));
  }

  /** As it is then; empty when no layaway became that sale. */
  Maybe<Layaway> refund(SqlClient sql, UUID saleId, OffsetDateTime now) {
    return Sql.find(sql, REFUND, Layaway::from, saleId, now);
  }

  private static Integer[] positions(int size) {
    return IntStream.range(0, size).boxed().toArray(Integer[]::new);
  }

  private static <T, R> Object column(List<T> rows, Function<T, R> value, IntFunction<R[]> array) {
    return rows.stream().map(value).toArray(array);
  }

  private static <R> Object cards(
      List<Payment> payments,
      R withoutCard,
      Function<Payment.Card, R> value,
      IntFunction<R[]> array) {
    return column(
        payments,
        payment -> payment.card() == null ? withoutCard : value.apply(payment.card()),
        array);
  }
}
