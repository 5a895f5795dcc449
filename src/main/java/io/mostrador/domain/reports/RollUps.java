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

/** Adds up the days that have ended, and again those that a void changed. */
public final class RollUps {

  private static final int DAYS_AT_ONCE = 5;
  private static final Duration EVERY = Duration.ofSeconds(20);

  private static final String ADD_UP =
      """
      SELECT add_up_reports($1, $2) AS may_go_on
      """;

  private final Database database;
  private final BusinessTime time;

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
        .ignoreElements();
  }

  private Single<Boolean> step(SqlClient sql) {
    return Sql.one(
        sql, ADD_UP, row -> row.getBoolean("may_go_on"), time.zone().getId(), DAYS_AT_ONCE);
  }
}
