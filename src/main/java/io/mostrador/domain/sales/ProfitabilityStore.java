package io.mostrador.domain.sales;

import io.mostrador.domain.sales.profitability.Breakdown;
import io.mostrador.domain.sales.profitability.Chunk;
import io.mostrador.domain.sales.profitability.OperatingCostRate;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What sales earned, and the running totals of the month from which the next rate is taken. */
final class ProfitabilityStore {

  private static final String RATE =
      """
      SELECT coalesce(sum(sales_count), 0)::bigint AS sales_count,
        coalesce(sum(sales_total), 0) AS sales_total,
        (SELECT coalesce(sum(amount), 0)
         FROM expense
         WHERE status = 'PAID' AND expense_date BETWEEN $1 AND $2) AS paid_expenses
      FROM sales_month
      WHERE month = $1
      """;

  /** Each connection has a lane of its own, so that sales at once do not wait for each other. */
  private static final String ADD_TO_MONTH =
      """
      INSERT INTO sales_month AS totals (month, lane, sales_count, sales_total)
      VALUES ($1, pg_backend_pid() % 64, $2, $3)
      ON CONFLICT (month, lane) DO UPDATE
      SET sales_count = totals.sales_count + excluded.sales_count,
        sales_total = totals.sales_total + excluded.sales_total
      """;

  private static final String ADD =
      """
      WITH head AS (
        INSERT INTO sale_profitability
          (sale_id, operating_cost_rate, operating_cost_source, operating_cost, commission,
           gross_profit, net_profit, investor_profit, store_profit, confirmed_at)
        VALUES ($1, $14, $15, $16, $17, $18, $19, $20, $21, $22)
      )
      INSERT INTO sale_profitability_line
        (sale_id, position, product_id, assignment_id, investor_id, qty, revenue, cogs,
         operating_cost, commission, net_profit, investor_share, store_share)
      SELECT $1, position, product_id, assignment_id, investor_id, qty, revenue, cogs,
        operating_cost, commission, net_profit, investor_share, store_share
      FROM unnest(
          $2::integer[], $3::uuid[], $4::uuid[], $5::uuid[], $6::numeric[], $7::numeric[],
          $8::numeric[], $9::numeric[], $10::numeric[], $11::numeric[], $12::numeric[],
          $13::numeric[])
        AS line (position, product_id, assignment_id, investor_id, qty, revenue, cogs,
          operating_cost, commission, net_profit, investor_share, store_share)
      """;

  private static final String FIND =
      """
      SELECT operating_cost_rate, operating_cost_source, operating_cost, commission
      FROM sale_profitability
      WHERE sale_id = $1
      """;

  private static final String LINES =
      """
      SELECT product_id, investor_id, assignment_id, qty, revenue, cogs, operating_cost, commission,
        investor_share
      FROM sale_profitability_line
      WHERE sale_id = $1
      ORDER BY position
      """;

  /** The rate for a sale that is not among those counted. */
  Single<OperatingCostRate> rate(SqlClient sql, LocalDate today) {
    return Sql.one(
        sql,
        RATE,
        row ->
            OperatingCostRate.ofMonth(
                row.getBigDecimal("paid_expenses"),
                row.getBigDecimal("sales_total"),
                row.getLong("sales_count")),
        today.withDayOfMonth(1),
        today);
  }

  /**
   * Counts a confirmed sale, or takes a void one out again.
   *
   * @param count 1 or -1
   * @param total negative for a void one
   */
  Completable addToMonth(SqlClient sql, LocalDate month, long count, BigDecimal total) {
    return Sql.change(sql, ADD_TO_MONTH, month.withDayOfMonth(1), count, total);
  }

  Completable add(SqlClient sql, Sale sale, Breakdown breakdown) {
    List<Chunk> chunks = breakdown.chunks();
    return Sql.change(
        sql,
        ADD,
        sale.id(),
        IntStream.range(0, chunks.size()).boxed().toArray(Integer[]::new),
        column(chunks, Chunk::product, UUID[]::new),
        column(chunks, Chunk::assignment, UUID[]::new),
        column(chunks, Chunk::investor, UUID[]::new),
        column(chunks, Chunk::qty, BigDecimal[]::new),
        column(chunks, Chunk::lineRevenue, BigDecimal[]::new),
        column(chunks, Chunk::lineCogs, BigDecimal[]::new),
        column(chunks, Chunk::lineOperatingCost, BigDecimal[]::new),
        column(chunks, Chunk::lineCommissionCost, BigDecimal[]::new),
        column(chunks, Chunk::lineNetProfit, BigDecimal[]::new),
        column(chunks, Chunk::investorProfitShare, BigDecimal[]::new),
        column(chunks, Chunk::storeProfitShare, BigDecimal[]::new),
        breakdown.rate().rate(),
        breakdown.rate().source().name(),
        breakdown.operatingCostAmount(),
        breakdown.commissionAmount(),
        breakdown.grossProfitTotal(),
        breakdown.netProfitTotal(),
        breakdown.investorProfitTotal(),
        breakdown.storeProfitTotal(),
        sale.confirmedAt());
  }

  /** Empty until the sale is confirmed. */
  Maybe<Breakdown> find(SqlClient sql, UUID saleId) {
    Maybe<Row> head = Sql.find(sql, FIND, row -> row, saleId);
    Maybe<List<Chunk>> chunks = Sql.all(sql, LINES, ProfitabilityStore::chunk, saleId).toMaybe();
    return Maybe.zip(head, chunks, ProfitabilityStore::breakdown);
  }

  private static Breakdown breakdown(Row head, List<Chunk> chunks) {
    OperatingCostRate rate =
        new OperatingCostRate(
            head.getBigDecimal("operating_cost_rate"),
            OperatingCostRate.Source.valueOf(head.getString("operating_cost_source")));
    return new Breakdown(
        rate, head.getBigDecimal("operating_cost"), head.getBigDecimal("commission"), chunks);
  }

  private static Chunk chunk(Row row) {
    return new Chunk(
        row.getUUID("product_id"),
        row.getUUID("investor_id"),
        row.getUUID("assignment_id"),
        row.getBigDecimal("qty"),
        row.getBigDecimal("revenue"),
        row.getBigDecimal("cogs"),
        row.getBigDecimal("operating_cost"),
        row.getBigDecimal("commission"),
        row.getBigDecimal("investor_share"));
  }

  private static <R> Object column(
      List<Chunk> chunks, Function<Chunk, R> value, IntFunction<R[]> array) {
    return chunks.stream().map(value).toArray(array);
  }
}
