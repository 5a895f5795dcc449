package io.mostrador.domain.sales;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.LikePattern;
import io.mostrador.platform.postgres.LongList;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the list of sales, and the payments of a page by one statement. */
final class SaleListStore {

  private static final String MATCHING =
      """
      FROM sale s
      WHERE ($1::text IS NULL OR s.status = $1)
        AND ($2::text IS NULL
          OR s.cashier_id = ANY (ARRAY(SELECT id FROM app_user WHERE username ILIKE $2)))
        AND ($3::timestamptz IS NULL OR s.created_at >= $3)
        AND ($4::timestamptz IS NULL OR s.created_at < $4)
        AND ($5::uuid IS NULL OR s.id BETWEEN $5 AND $6::uuid)
        AND ($7::text IS NULL
          OR s.customer_id = ANY (ARRAY(SELECT id FROM customer WHERE phone_normalized LIKE $7)))
        AND ($8::numeric IS NULL OR s.total >= $8)
        AND ($9::numeric IS NULL OR s.total <= $9)
      """;

  private static final String COUNT =
      "SELECT count(*) AS listed\n"
          + MATCHING
          + """
            AND ($10::timestamptz IS NULL OR s.created_at >= $10)
            AND ($11::timestamptz IS NULL OR s.created_at < $11)
          """;

  private static final String PAGE =
      """
      SELECT s.id, s.cashier_id, u.username AS cashier_username, s.customer_id, s.status,
        s.subtotal, s.discount_amount, s.created_at, s.confirmed_at, s.voided_at,
        c.name AS customer_name, c.phone AS customer_phone, s.void_reason
      FROM (
        SELECT s.id
      """
          + MATCHING
          + """
            ORDER BY s.created_at {way}, s.id {way}
            LIMIT $10 OFFSET $11
          ) page
          JOIN sale s ON s.id = page.id
          JOIN app_user u ON u.id = s.cashier_id
          LEFT JOIN customer c ON c.id = s.customer_id
          ORDER BY s.created_at {way}, s.id {way}
          """;

  private static final String PAYMENTS =
      """
      SELECT sale_id, id, method, amount, card_plan_id, commission_rate, card_plan_code,
        card_plan_label, installments_months, card_instrument, card_type
      FROM sale_payment
      WHERE sale_id = ANY ($1::uuid[])
      ORDER BY sale_id, position
      """;

  private final LongList<SaleRow> list;

  SaleListStore(BusinessTime time) {
    this.list = new LongList<>(time, COUNT, PAGE, SaleListStore::row);
  }

  /** Newest first. */
  Single<Page<SaleRow>> page(SqlClient sql, PageRequest page, SaleFilter filter) {
    Object[] filters = {
      filter.status(),
      LikePattern.containing(filter.cashier()),
      filter.from(),
      filter.until(),
      filter.firstId(),
      filter.lastId(),
      LikePattern.containing(filter.phoneDigits()),
      filter.minTotal(),
      filter.maxTotal()
    };
    return (filter.isForGood()
            ? list.page(sql, page, filters)
            : list.changingPage(sql, page, filters))
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
