package io.mostrador.domain.loyalty;

import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads what a customer bought, and what is known of the products of a cart. */
final class HistoryStore {

  /**
   * All windows at once: cells with their sums, and the newest purchases of each band by name. The
   * index holds everything that it reads.
   */
  private static final String TALLIES =
      """
      WITH fact AS MATERIALIZED (
        SELECT sale_id, day, confirmed_at, total,
          width_bucket(total, $3::numeric[]) AS band
        FROM purchase_fact
        WHERE customer_id = $1 AND voided_at IS NULL
          AND day >= ($2::date[])[1] AND total >= ($3::numeric[])[1]
      ), daily AS (
        SELECT day, band, count(*) AS purchases, sum(total) AS spend,
          max(band) OVER (PARTITION BY day) = band AS is_highest
        FROM fact
        GROUP BY day, band
      ), newest AS (
        SELECT band, day, sale_id,
          row_number() OVER (PARTITION BY band ORDER BY confirmed_at DESC, sale_id DESC) AS place,
          confirmed_at
        FROM fact
      )
      SELECT width_bucket(day, $2::date[]) AS span, band, sum(purchases)::bigint AS purchases,
        count(*) FILTER (WHERE is_highest) AS days, sum(spend) AS spend, max(day) AS day,
        NULL::bigint AS place, NULL::uuid AS sale_id
      FROM daily
      GROUP BY 1, 2
      UNION ALL
      SELECT width_bucket(day, $2::date[]), band, NULL, NULL, NULL, day,
        row_number() OVER (ORDER BY confirmed_at DESC, sale_id DESC), sale_id
      FROM newest
      WHERE place <= $4
      """;

  private static final String GOODS =
      """
      SELECT id, brand_id, product_type_id, coalesce(cost_price, 0) AS cost
      FROM product
      WHERE id = ANY ($1::uuid[])
      """;

  /** Without reading where there is nothing to count. */
  Single<History> read(SqlClient sql, UUID customer, Cuts cuts) {
    if (cuts.isEmpty()) {
      return Single.just(History.NONE);
    }
    return Sql.run(
            sql,
            TALLIES,
            customer,
            cuts.sinces().toArray(LocalDate[]::new),
            cuts.minTickets().toArray(BigDecimal[]::new),
            Tally.MOST_SALES)
        .map(
            rows -> {
              Tallies tallies = new Tallies(cuts);
              rows.forEach(row -> add(tallies, row));
              return tallies;
            });
  }

  private static void add(Tallies tallies, Row row) {
    int span = row.getInteger("span");
    int band = row.getInteger("band");
    LocalDate day = row.getLocalDate("day");
    UUID sale = row.getUUID("sale_id");
    if (sale == null) {
      tallies.add(
          new Tallies.Cell(
              span,
              band,
              row.getLong("purchases"),
              row.getLong("days"),
              row.getBigDecimal("spend"),
              day));
    } else {
      tallies.add(new Tallies.Named(span, band, day, row.getLong("place"), sale));
    }
  }

  /** Of those that exist, in no order. */
  Single<List<CartLine.Goods>> goods(SqlClient sql, List<UUID> products) {
    return Sql.all(
        sql,
        GOODS,
        row ->
            new CartLine.Goods(
                row.getUUID("id"),
                row.getUUID("brand_id"),
                row.getUUID("product_type_id"),
                row.getBigDecimal("cost")),
        (Object) products.toArray(UUID[]::new));
  }
}
