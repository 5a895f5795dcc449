package io.mostrador.platform.postgres;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.bus.Job;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A standby of the database that takes reads off it: only what nobody decides upon, and only while
 * it is known to be fresh. Whatever it cannot answer, the primary does.
 */
public final class Replica {

  private static final Logger log = LoggerFactory.getLogger(Replica.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final String GIVEN_UP = "57014";

  private static final String WRITTEN =
      """
      SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint AS position
      """;

  /** Null on a server that is no standby, whatever it was before. */
  private static final String READ =
      """
      SELECT
        CASE
          WHEN pg_is_in_recovery() THEN pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint
        END AS position
      """;

  private final Connections.OfLoop connections;
  private final long mostLagNanos;
  private final Counter answered;
  private final Counter leftToPrimary;
  private final Freshness freshness = new Freshness();
  private final AtomicLong lastChange = new AtomicLong(System.nanoTime());
  private final AtomicBoolean wasFresh = new AtomicBoolean(true);

  /**
   * @param mostLag further behind it is not asked
   */
  public Replica(Vertx vertx, PgConnectOptions server, Duration mostLag, MeterRegistry metrics) {
    this.connections = Connections.toReplica(vertx, server);
    this.mostLagNanos = mostLag.toNanos();
    this.answered = reads(metrics, "replica");
    this.leftToPrimary = reads(metrics, "primary");
    Gauge.builder("mostrador.replica.lag", this, Replica::lagSeconds)
        .description("How far the read replica is behind; NaN when that is not known")
        .baseUnit("seconds")
        .register(metrics);
  }

  private static Counter reads(MeterRegistry metrics, String server) {
    return Counter.builder("mostrador.replica.reads")
        .description("Reads that may go to the read replica, by who answered them")
        .tag("server", server)
        .register(metrics);
  }

  /** Something that everybody may see has changed: older answers are of no use from now on. */
  public void changed() {
    lastChange.accumulateAndGet(System.nanoTime(), Math::max);
  }

  /** Asks both servers how far they are, all the time. */
  public Job watching(Database primary) {
    return Job.every(LOOK_EVERY, "replica.watch", () -> look(primary));
  }

  /** Fails when it is down or too far behind. */
  public Completable probe() {
    return Completable.fromAction(
        () -> {
          if (!isFresh()) {
            throw new IllegalStateException("the read replica is away or too far behind");
          }
        });
  }

  public Completable close() {
    return connections.close();
  }

  /**
   * Reads on the replica where that is fresh enough, else on the primary.
   *
   * <p>A report may be as old as the replica may lag. Other reads are what everybody may see, and
   * never as it was before the last change that was heard of.
   */
  public Reads before(Database primary) {
    return new Reads() {
      @Override
      public <T> Single<T> read(Function<SqlClient, Single<T>> query) {
        return shown(() -> query.apply(connections.reader()), primary.read(query));
      }

      @Override
      public <T> Single<T> search(Function<SqlClient, Single<T>> query) {
        return shown(() -> query.apply(connections.searcher()), primary.search(query));
      }

      @Override
      public <T> Single<T> walk(Function<SqlClient, Single<T>> query) {
        return shown(() -> query.apply(connections.walker()), primary.walk(query));
      }

      @Override
      public <T> Single<T> snapshot(Function<SqlClient, Single<T>> queries) {
        return Single.defer(
            () ->
                chosen(
                    isFresh(),
                    () -> Database.snapshot(connections.transactions(), queries),
                    primary.snapshot(queries)));
      }
    };
  }

  private <T> Single<T> shown(Supplier<Single<T>> query, Single<T> primary) {
    return Single.defer(
        () -> chosen(isFresh() && freshness.shows(lastChange.get()), query, primary));
  }

  private <T> Single<T> chosen(boolean isFresh, Supplier<Single<T>> query, Single<T> primary) {
    return isFresh ? orElse(query.get(), primary) : ofPrimary(primary);
  }

  private <T> Single<T> orElse(Single<T> answer, Single<T> primary) {
    return answer
        .doOnSuccess(done -> answered.increment())
        .onErrorResumeNext(
            error ->
                isFinal(error) ? Single.error(Outage.translate(error)) : instead(error, primary));
  }

  /** What the primary would answer as well: a refusal, or that it takes too long. */
  private static boolean isFinal(Throwable error) {
    return error instanceof Failure
        || (error instanceof PgException broken && GIVEN_UP.equals(broken.getSqlState()));
  }

  private <T> Single<T> instead(Throwable error, Single<T> primary) {
    log.debug("the primary answers instead", error);
    if (!(error instanceof PgException)) { // a conflict with what it replays says nothing of others
      freshness.forget();
    }
    return ofPrimary(primary);
  }

  private <T> Single<T> ofPrimary(Single<T> primary) {
    leftToPrimary.increment();
    return primary;
  }

  private Completable look(Database primary) {
    return Single.defer(
            () -> {
              long before = System.nanoTime();
              return primary
                  .read(sql -> Sql.one(sql, WRITTEN, row -> row.getLong("position")))
                  .doOnSuccess(position -> freshness.written(position, before));
            })
        .flatMap(unused -> Sql.one(connections.reader(), READ, row -> row.getLong("position")))
        .doOnSuccess(freshness::read)
        .ignoreElement()
        .onErrorResumeNext(this::lost)
        .doOnComplete(this::tell);
  }

  private Completable lost(Throwable error) {
    log.debug("the read replica, or the primary, does not say how far it is", error);
    freshness.forget();
    return Completable.complete();
  }

  private void tell() {
    boolean isFresh = isFresh();
    if (wasFresh.getAndSet(isFresh) != isFresh) {
      if (isFresh) {
        log.info("the read replica is fresh: it answers reads");
      } else {
        log.warn("the read replica is away or too far behind: the primary answers its reads");
      }
    }
  }

  private boolean isFresh() {
    return freshness.lagNanos(System.nanoTime()) <= mostLagNanos;
  }

  private double lagSeconds() {
    long nanos = freshness.lagNanos(System.nanoTime());
    return nanos == Long.MAX_VALUE ? Double.NaN : nanos / 1e9;
  }
}
