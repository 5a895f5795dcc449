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
   * All windows at once: cells with their sums, the days whose best purchase is in a cell, and for
   * each smallest ticket the newest purchases that reach it.
   */
  private static final String TALLIES =
      """
      WITH fact AS MATERIALIZED (
        SELECT day, cents, width_bucket(cents, $3::bigint[]) AS band
        FROM purchase_fact
        WHERE customer_id = $1 AND voided_at IS NULL
          AND day >= ($2::date[])[1] AND cents >= ($3::bigint[])[1]
      ), cell AS (
        SELECT width_bucket(day, $2::date[]) AS span, band, count(*) AS purchases,
          sum(cents)::bigint AS cents, max(day) AS day
        FROM fact
        GROUP BY 1, 2
      ), best AS (
        SELECT width_bucket(day, $2::date[]) AS span, band, count(*) AS days
        FROM (SELECT day, max(band) AS band FROM fact GROUP BY day) AS daily
        GROUP BY 1, 2
      )
      SELECT cell.span, cell.band, cell.purchases, coalesce(best.days, 0) AS days, cell.cents,
        cell.day, NULL::timestamptz AS confirmed_at, NULL::uuid AS sale_id
      FROM cell
      LEFT JOIN best ON best.span = cell.span AND best.band = cell.band
      UNION ALL
      SELECT NULL, ticket.band::integer, NULL, NULL, NULL, newest.day, newest.confirmed_at,
        newest.sale_id
      FROM unnest($3::bigint[]) WITH ORDINALITY AS ticket (cents, band)
      CROSS JOIN LATERAL (
        SELECT f.day, f.confirmed_at, f.sale_id
        FROM purchase_fact f
        WHERE f.customer_id = $1 AND f.voided_at IS NULL
          AND f.day >= ($2::date[])[1] AND f.cents >= ticket.cents
        ORDER BY f.day DESC, f.confirmed_at DESC, f.sale_id DESC
        LIMIT $4
      ) AS newest
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
            cuts.minTickets().stream().map(HistoryStore::cents).toArray(Long[]::new),
            Tally.MOST_SALES)
        .map(
            rows -> {
              Tallies tallies = new Tallies(cuts);
              rows.forEach(row -> add(tallies, row));
              return tallies;
            });
  }

  private static long cents(BigDecimal amount) {
    return amount.movePointRight(2).longValueExact();
  }

  private static void add(Tallies tallies, Row row) {
    int band = row.getInteger("band");
    LocalDate day = row.getLocalDate("day");
    UUID sale = row.getUUID("sale_id");
    if (sale == null) {
      tallies.add(
          new Tallies.Cell(
              row.getInteger("span"),
              band,
              row.getLong("purchases"),
              row.getLong("days"),
              row.getLong("cents"),
              day));
    } else {
      tallies.add(new Tallies.Named(band, day, row.getOffsetDateTime("confirmed_at"), sale));
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
