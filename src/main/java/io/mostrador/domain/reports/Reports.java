package io.mostrador.domain.reports;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.postgres.Reads;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;

/** Adds up what the shop did, all of it at one moment. */
public final class Reports {

  private final Reads database;
  private final BusinessTime time;
  private final ReportsStore store = new ReportsStore();

  public Reports(Reads database, BusinessTime time) {
    this.database = database;
    this.time = time;
  }

  /** Shows at most {@code mostProducts} of the best-selling products. */
  public Single<Metrics> metrics(Period period, int mostProducts) {
    return database.snapshot(
        sql ->
            store
                .coverage(sql, period, time.zone())
                .flatMap(coverage -> metrics(sql, period, coverage, mostProducts)));
  }

  /** Shows at most {@code mostProducts} of the best-selling products. */
  public Single<SalesReport> sales(Period period, int mostProducts) {
    return database.snapshot(
        sql ->
            store
                .coverage(sql, period, time.zone())
                .flatMap(
                    coverage ->
                        Single.zip(
                            metrics(sql, period, coverage, mostProducts),
                            store.days(sql, coverage, time.zone()),
                            store.cashiers(sql, coverage),
                            store.expenses(sql, period.firstDay(), period.lastDay()),
                            SalesReport::new)));
  }

  private Single<Metrics> metrics(
      SqlClient sql, Period period, Coverage coverage, int mostProducts) {
    return Single.zip(
        store.sales(sql, coverage),
        store.products(sql, coverage, mostProducts),
        store.payments(sql, coverage),
        store.revenue(sql, coverage),
        store.supply(sql, period.start(time), period.end(time)),
        store.inventory(sql),
        (sales, top, payments, revenue, supply, inventory) ->
            new Metrics(period, sales, top, payments, revenue, supply, inventory));
  }
}
