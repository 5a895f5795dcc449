package io.mostrador.domain.sales;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.LikePattern;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the list of sales: one statement for the page, one for the payments of its rows. */
final class SaleListStore {

  private static final String LIST =
      """
      WITH matching AS MATERIALIZED (
        SELECT s.id, s.created_at
        FROM sale s
        JOIN app_user u ON u.id = s.cashier_id
        LEFT JOIN customer c ON c.id = s.customer_id
        WHERE ($3::text IS NULL OR s.status = $3)
          AND ($4::text IS NULL OR u.username ILIKE $4)
          AND ($5::timestamptz IS NULL OR s.created_at >= $5)
          AND ($6::timestamptz IS NULL OR s.created_at < $6)
          AND ($7::text IS NULL OR s.id::text LIKE $7)
          AND ($8::text IS NULL OR c.phone_normalized LIKE $8)
          AND ($9::numeric IS NULL OR s.total >= $9)
          AND ($10::numeric IS NULL OR s.total <= $10)
      ), counted AS (
        SELECT count(*) AS listed FROM matching
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT s.id, s.cashier_id, u.username AS cashier_username, s.customer_id, s.status,
          s.subtotal, s.discount_amount, s.created_at, s.confirmed_at, s.voided_at,
          c.name AS customer_name, c.phone AS customer_phone, s.void_reason
        FROM (
          SELECT id FROM matching
          ORDER BY created_at DESC, id DESC
          LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
        ) m
        JOIN sale s ON s.id = m.id
        JOIN app_user u ON u.id = s.cashier_id
        LEFT JOIN customer c ON c.id = s.customer_id
      ) page ON true
      ORDER BY page.created_at DESC, page.id DESC
      """;

  private static final String PAYMENTS =
      """
      SELECT sale_id, id, method, amount, card_plan_id, commission_rate, card_plan_code,
        card_plan_label, installments_months, card_instrument, card_type
      FROM sale_payment
      WHERE sale_id = ANY ($1::uuid[])
      ORDER BY sale_id, position
      """;

  /** Newest first. */
  Single<Page<SaleRow>> page(SqlClient sql, PageRequest page, SaleFilter filter) {
    return Pages.read(
            sql,
            LIST,
            page,
            SaleListStore::row,
            filter.status(),
            LikePattern.containing(filter.cashier()),
            filter.from(),
            filter.until(),
            LikePattern.beginningWith(filter.idPrefix()),
            LikePattern.containing(filter.phoneDigits()),
            filter.minTotal(),
            filter.maxTotal())
        .flatMap(rows -> withPayments(sql, rows));
  }

  private static SaleRow row(Row row) {
    return new SaleRow(
        Sale.from(row),
        row.getString("customer_name"),
        row.getString("customer_phone"),
        row.getString("void_reason"),
        List.of());
  }

  private static Single<Page<SaleRow>> withPayments(SqlClient sql, Page<SaleRow> page) {
    UUID[] ids = page.rows().stream().map(row -> row.sale().id()).toArray(UUID[]::new);
    return Sql.all(sql, PAYMENTS, SaleListStore::ofSale, (Object) ids)
        .map(
            all ->
                all.stream()
                    .collect(groupingBy(OfSale::saleId, mapping(OfSale::payment, toList()))))
        .map(bySale -> page.map(row -> withPayments(row, bySale)));
  }

  private record OfSale(UUID saleId, Payment payment) {}

  private static OfSale ofSale(Row row) {
    return new OfSale(row.getUUID("sale_id"), Payment.from(row));
  }

  private static SaleRow withPayments(SaleRow row, Map<UUID, List<Payment>> bySale) {
    return row.with(bySale.getOrDefault(row.sale().id(), List.of()));
  }
}
