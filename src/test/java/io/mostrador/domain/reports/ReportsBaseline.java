package io.mostrador.domain.reports;

import io.mostrador.kernel.BusinessTime;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;

/**
 * A report's statements without HTTP, and without the time limits of its connections, which reading
 * all sales of a year exceeds: what benches hold against.
 */
public final class ReportsBaseline implements AutoCloseable {

  private static final int BEST = 10;

  private final ReportsStore store = new ReportsStore();
  private final BusinessTime time;
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;

  /** Asks as the server's report connections do. */
  public ReportsBaseline(PgConnectOptions server, BusinessTime time) {
    this.time = time;
    PgConnectOptions session =
        new PgConnectOptions(server)
            .addProperty("plan_cache_mode", "force_custom_plan")
            .addProperty("work_mem", "32MB")
            .addProperty("TimeZone", "UTC");
    this.pool = Pool.pool(vertx, session, new PoolOptions().setMaxSize(1));
  }

  private Coverage coverage(Period period, boolean isAdded) {
    return isAdded ? store.coverage(pool, period, time.zone()).blockingGet() : nothingAdded(period);
  }

  private Coverage nothingAdded(Period period) {
    return new Coverage(
        List.of(),
        List.of(),
        List.of(),
        period.start(time),
        period.end(time),
        List.of(period.start(time)),
        List.of(period.end(time)));
  }

  /**
   * Sales, payments, owners, days and cashiers.
   *
   * @param isAdded whether from days and months added up, or else from the sales themselves
   */
  public JsonObject sums(Period period, boolean isAdded) {
    Coverage of = coverage(period, isAdded);
    return Single.zip(
            store.sales(pool, of),
            store.payments(pool, of),
            store.revenue(pool, of),
            store.days(pool, of, time.zone()),
            store.cashiers(pool, of),
            ReportsBaseline::sums)
        .blockingGet();
  }

  private static JsonObject sums(
      ConfirmedSales sales,
      PaymentBreakdown payments,
      RevenueByOwner revenue,
      List<SalesReport.Day> days,
      List<SalesReport.Cashier> cashiers) {
    return new JsonObject()
        .put("sales", sales.count())
        .put("total", Figures.money(sales.total()))
        .put("earnings", sales.earnings().toJson())
        .put("payments", payments.toJson())
        .put("investors", Figures.money(revenue.investors()))
        .put("store", Figures.money(revenue.store()))
        .put("days", new JsonArray(days.stream().map(SalesReport.Day::toJson).toList()))
        .put(
            "cashiers", new JsonArray(cashiers.stream().map(SalesReport.Cashier::toJson).toList()));
  }

  /** The products that sold best, and what all of them brought; the same. */
  public JsonObject best(Period period, boolean isAdded) {
    List<SoldProduct> best = store.products(pool, coverage(period, isAdded), BEST).blockingGet();
    return new JsonObject()
        .put("best", new JsonArray(best.stream().map(SoldProduct::toJson).toList()))
        .put("profit", Figures.money(best.get(0).grossProfitOfAll()));
  }

  @Override
  public void close() {
    pool.rxClose().andThen(vertx.rxClose()).blockingAwait();
  }
}
