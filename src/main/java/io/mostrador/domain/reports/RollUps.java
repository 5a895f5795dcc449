package io.mostrador.domain.reports;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.Job;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Adds up the days that have ended, and again those that a void changed. */
public final class RollUps {

  private static final int DAYS_AT_ONCE = 5;
  private static final Duration EVERY = Duration.ofSeconds(20);

  private static final String ADD_UP =
      """
      SELECT add_up_reports($1, $2) AS may_go_on
      """;

  /** A shop that has not sold has nothing to add up. */
  private static final String BEHIND =
      """
      SELECT coalesce(greatest($1::date - next_day, 0), 0) AS days
      FROM report_watermark
      """;

  private final Database database;
  private final BusinessTime time;
  private final AtomicInteger daysBehind = new AtomicInteger();

  public RollUps(Database database, BusinessTime time) {
    this.database = database;
    this.time = time;
  }

  /** One run at a time on a node; the row lock on the watermark does the same across nodes. */
  public Job job() {
    return Job.every(EVERY, "reports.add_up", this::addUp);
  }

  /** Until nothing is left to add up; in short transactions. */
  public Completable addUp() {
    return Single.defer(() -> database.transaction(Actor.ANONYMOUS, tx -> step(tx.sql())))
        .repeat()
        .takeUntil(mayGoOn -> !mayGoOn)
        .ignoreElements()
        .andThen(Single.defer(() -> database.report(sql -> behind(sql))))
        .doOnSuccess(daysBehind::set)
        .ignoreElement();
  }

  /** Days that had ended and were not added up after the last run. */
  public int daysBehind() {
    return daysBehind.get();
  }

  private Single<Integer> behind(SqlClient sql) {
    return Sql.one(sql, BEHIND, row -> row.getInteger("days"), time.today());
  }

  private Single<Boolean> step(SqlClient sql) {
    return Sql.one(
        sql, ADD_UP, row -> row.getBoolean("may_go_on"), time.zone().getId(), DAYS_AT_ONCE);
  }
}
