package io.mostrador.domain.reports;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;

/** Adds up what the shop did, all of it at one moment. */
public final class Reports {

  private final Database database;
  private final BusinessTime time;
  private final ReportsStore store = new ReportsStore();

  public Reports(Database database, BusinessTime time) {
    this.database = database;
    this.time = time;
  }

  /** Shows at most {@code mostProducts} of the best-selling products. */
  public Single<Metrics> metrics(Period period, int mostProducts) {
    return database.snapshot(sql -> metrics(sql, period, mostProducts));
  }

  /** Shows at most {@code mostProducts} of the best-selling products. */
  public Single<SalesReport> sales(Period period, int mostProducts) {
    OffsetDateTime from = period.start(time);
    OffsetDateTime to = period.end(time);
    return database.snapshot(
        sql ->
            Single.zip(
                metrics(sql, period, mostProducts),
                store.days(sql, from, to, time.zone()),
                store.cashiers(sql, from, to),
                store.expenses(sql, period.firstDay(), period.lastDay()),
                SalesReport::new));
  }

  private Single<Metrics> metrics(SqlClient sql, Period period, int mostProducts) {
    OffsetDateTime from = period.start(time);
    OffsetDateTime to = period.end(time);
    return Single.zip(
        store.sales(sql, from, to),
        store.products(sql, from, to, mostProducts),
        store.payments(sql, from, to),
        store.revenue(sql, from, to),
        store.supply(sql, from, to),
        store.inventory(sql),
        (sales, top, payments, revenue, supply, inventory) ->
            new Metrics(period, sales, top, payments, revenue, supply, inventory));
  }
}
