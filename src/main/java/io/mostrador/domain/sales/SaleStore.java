package io.mostrador.domain.sales;

import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes sales, and reads them one by one. */
final class SaleStore {

  private static final String PRODUCTS =
      """
      SELECT id, sku, name
      FROM product
      WHERE id = ANY ($1::uuid[])
      """;

  /**
   * Head, lines, payments and, for the loyalty programmes, the customer's purchase in one round
   * trip; their references are checked at its end. Rates come as text, since the driver takes no
   * null in an array of numbers.
   */
  private static final String ADD =
      """
      WITH head AS (
        INSERT INTO sale
          (id, cashier_id, customer_id, status, subtotal, discount_amount, total, created_at,
           confirmed_at)
        VALUES ($1, $20, $21, $22, $23, $24, $25, $26, $27)
      ), lines AS (
        INSERT INTO sale_line
          (id, sale_id, position, product_id, qty, unit_price, unit_cost, discount_pct,
           promotion_discount)
        SELECT id, $1, position, product_id, qty, unit_price, unit_cost, discount_pct,
          promotion_discount
        FROM unnest(
            $13::uuid[], $14::integer[], $15::uuid[], $16::numeric[], $17::numeric[],
            $18::numeric[], $19::numeric[], $28::numeric[])
          AS line (id, position, product_id, qty, unit_price, unit_cost, discount_pct,
            promotion_discount)
      ), fact AS (
        INSERT INTO purchase_fact (sale_id, customer_id, day, confirmed_at, total)
        SELECT $1, $21, $29::date, $27, $25
        WHERE $21 IS NOT NULL AND $29::date IS NOT NULL
      )
      INSERT INTO sale_payment
        (id, sale_id, position, method, amount, card_plan_id, commission_rate, card_plan_code,
         card_plan_label, installments_months, card_instrument, card_type, cashier_id, confirmed_at)
      SELECT id, $1, position, method, amount, card_plan_id, commission_rate::numeric, card_plan_code,
        card_plan_label, installments_months, card_instrument, card_type,
        CASE WHEN method = 'CARD' THEN $20 END, CASE WHEN method = 'CARD' THEN $27 END
      FROM unnest(
          $2::uuid[], $3::integer[], $4::text[], $5::numeric[], $6::uuid[], $7::text[],
          $8::text[], $9::text[], $10::integer[], $11::text[], $12::text[])
        AS payment (id, position, method, amount, card_plan_id, commission_rate, card_plan_code,
          card_plan_label, installments_months, card_instrument, card_type)
      """;

  private static final String LOCK =
      """
      SELECT s.id, s.cashier_id, u.username AS cashier_username, s.customer_id, s.status,
        s.subtotal, s.discount_amount, s.created_at, s.confirmed_at, s.voided_at
      FROM sale s
      JOIN app_user u ON u.id = s.cashier_id
      WHERE s.id = $1
      FOR UPDATE OF s
      """;

  private static final String BY_ID =
      """
      SELECT s.id, s.cashier_id, u.username AS cashier_username, s.customer_id, s.status,
        s.subtotal, s.discount_amount, s.created_at, s.confirmed_at, s.voided_at
      FROM sale s
      JOIN app_user u ON u.id = s.cashier_id
      WHERE s.id = $1
      """;

  private static final String LINES =
      """
      SELECT l.id, l.product_id, p.sku AS product_sku, p.name AS product_name, l.qty, l.unit_price,
        l.unit_cost, l.discount_pct, l.promotion_discount
      FROM sale_line l
      JOIN product p ON p.id = l.product_id
      WHERE l.sale_id = $1
      ORDER BY l.position
      """;

  private static final String PAYMENTS =
      """
      SELECT id, method, amount, card_plan_id, commission_rate, card_plan_code, card_plan_label,
        installments_months, card_instrument, card_type
      FROM sale_payment
      WHERE sale_id = $1
      ORDER BY position
      """;

  private static final String CUSTOMER_OF =
      """
      SELECT c.id, c.name, c.phone, count(*) AS sales_count,
        count(*) FILTER (WHERE s.status = 'CONFIRMED') AS confirmed_sales_count
      FROM customer c
      JOIN sale s ON s.customer_id = c.id
      WHERE c.id = (SELECT customer_id FROM sale WHERE id = $1)
      GROUP BY c.id
      """;

  private static final String CONFIRM =
      """
      WITH paid AS (
        UPDATE sale_payment
        SET confirmed_at = $2
        WHERE sale_id = $1 AND method = 'CARD'
      ), confirmed AS (
        UPDATE sale
        SET status = 'CONFIRMED', confirmed_at = $2
        WHERE id = $1
        RETURNING id, customer_id, confirmed_at, total
      )
      INSERT INTO purchase_fact (sale_id, customer_id, day, confirmed_at, total)
      SELECT id, customer_id, $3::date, confirmed_at, total
      FROM confirmed
      WHERE customer_id IS NOT NULL
      """;

  private static final String VOID =
      """
      WITH paid AS (
        UPDATE sale_payment
        SET voided_at = $2
        WHERE sale_id = $1 AND method = 'CARD'
      ), earned AS (
        UPDATE sale_profitability
        SET voided_at = $2
        WHERE sale_id = $1
      ), fact AS (
        UPDATE purchase_fact
        SET voided_at = $2
        WHERE sale_id = $1
      )
      UPDATE sale
      SET status = 'VOID', voided_at = $2, void_reason = $3
      WHERE id = $1
      """;

  /** What a line shows of its product. */
  record ProductName(UUID id, String sku, String name) {}

  /** Those of the ids that exist, in no order. */
  Single<List<ProductName>> products(SqlClient sql, List<UUID> ids) {
    return Sql.all(
        sql,
        PRODUCTS,
        row -> new ProductName(row.getUUID("id"), row.getString("sku"), row.getString("name")),
        (Object) ids.toArray(UUID[]::new));
  }

  /**
   * @param day on which it was confirmed; null for a draft
   */
  Completable add(
      SqlClient sql,
      Sale sale,
      @Nullable LocalDate day,
      List<SaleLine> lines,
      List<Payment> payments) {
    return Sql.change(
        sql,
        ADD,
        sale.id(),
        column(payments, Payment::id, UUID[]::new),
        positions(payments.size()),
        column(payments, payment -> payment.method().name(), String[]::new),
        column(payments, Payment::amount, BigDecimal[]::new),
        cards(payments, null, Payment.Card::planId, UUID[]::new),
        cards(payments, null, card -> card.commissionRate().toPlainString(), String[]::new),
        cards(payments, "", Payment.Card::planCode, String[]::new),
        cards(payments, "", Payment.Card::planLabel, String[]::new),
        cards(payments, 0, Payment.Card::installmentsMonths, Integer[]::new),
        cards(payments, null, Payment.Card::instrument, String[]::new),
        cards(payments, null, Payment.Card::type, String[]::new),
        column(lines, SaleLine::id, UUID[]::new),
        positions(lines.size()),
        column(lines, line -> line.sold().product(), UUID[]::new),
        column(lines, line -> line.sold().qty(), BigDecimal[]::new),
        column(lines, line -> line.sold().unitPrice(), BigDecimal[]::new),
        column(lines, line -> line.sold().unitCost(), BigDecimal[]::new),
        column(lines, line -> line.sold().discountPct(), BigDecimal[]::new),
        sale.cashierId(),
        sale.customerId(),
        sale.status().name(),
        sale.totals().subtotal(),
        sale.totals().discountAmount(),
        sale.total(),
        sale.createdAt(),
        sale.confirmedAt(),
        column(lines, line -> line.sold().promotion().discount(), BigDecimal[]::new),
        day);
  }

  /** Empty when there is none; nobody else changes it until the transaction ends. */
  Maybe<Sale> lock(SqlClient sql, UUID id) {
    return Sql.find(sql, LOCK, Sale::from, id);
  }

  Maybe<Sale> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, Sale::from, id);
  }

  /** In the order they came in. */
  Single<List<SaleLine>> lines(SqlClient sql, UUID saleId) {
    return Sql.all(sql, LINES, SaleLine::from, saleId);
  }

  /** In the order they came in. */
  Single<List<Payment>> payments(SqlClient sql, UUID saleId) {
    return Sql.all(sql, PAYMENTS, Payment::from, saleId);
  }

  /** Empty for a sale without customer. */
  Maybe<CustomerSummary> customerOf(SqlClient sql, UUID saleId) {
    return Sql.find(sql, CUSTOMER_OF, CustomerSummary::from, saleId);
  }

  Completable confirm(SqlClient sql, UUID id, OffsetDateTime at, LocalDate day) {
    return Sql.change(sql, CONFIRM, id, at, day);
  }

  Completable markVoid(SqlClient sql, UUID id, OffsetDateTime at, String reason) {
    return Sql.change(sql, VOID, id, at, reason);
  }

  private static Integer[] positions(int size) {
    return IntStream.range(0, size).boxed().toArray(Integer[]::new);
  }

  private static <T, R> Object column(
      List<T> rows, Function<T, R> value, java.util.function.IntFunction<R[]> array) {
    return rows.stream().map(value).toArray(array);
  }

  private static <R> Object cards(
      List<Payment> payments,
      R withoutCard,
      Function<Payment.Card, R> value,
      java.util.function.IntFunction<R[]> array) {
    return column(
        payments,
        payment -> payment.card() == null ? withoutCard : value.apply(payment.card()),
        array);
  }
}
