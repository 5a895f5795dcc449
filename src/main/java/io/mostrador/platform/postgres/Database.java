package io.mostrador.platform.postgres;

import io.mostrador.kernel.Actor;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The one place that begins and commits; hands out the clients that statements run on. */
public final class Database {

  private static final int MOST_RETRIES = 3;
  private static final long RETRY_WITHIN_NANOS = Duration.ofSeconds(4).toNanos();

  private static final Duration KEYS_KEPT = Duration.ofDays(2);

  private static final String SNAPSHOT =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

  private static final String FORGET_KEYS =
      """
      DELETE FROM idempotency_key
      WHERE created_at < $1
      """;

  private final Connections connections;
  private final Optional<Replica> replica;
  private final Idempotency idempotency = new Idempotency();

  /** Everything on one server. */
  public Database(Connections connections) {
    this(connections, Optional.empty());
  }

  /**
   * @param replica answers some of {@link #readAnywhere} and {@link #snapshotAnywhere}
   */
  public Database(Connections connections, Optional<Replica> replica) {
    this.connections = connections;
    this.replica = replica;
  }

  /** Runs statements that change nothing, pipelined with those of others. */
  public <T> Single<T> read(Function<SqlClient, Single<T>> query) {
    return Single.defer(() -> query.apply(connections.ofThisThread().reader()))
        .onErrorResumeNext(error -> Single.error(Outage.translate(error)));
  }

  /**
   * The same, on a replica where there is a fresh one: only for what everybody may see, and never
   * for what a change is decided upon.
   */
  public <T> Single<T> readAnywhere(Function<SqlClient, Single<T>> query) {
    return replica
        .map(fresh -> fresh.read(query, read(query)))
        .orElseGet(() -> read(query))
        .onErrorResumeNext(error -> Single.error(Outage.translate(error)));
  }

  /** Runs a long statement, on few connections that cannot crowd out sales. */
  public <T> Single<T> report(Function<SqlClient, Single<T>> query) {
    return Single.defer(() -> query.apply(connections.reports()))
        .onErrorResumeNext(error -> Single.error(Outage.translate(error)));
  }

  /**
   * Runs the statements of a report, which all see the same state and change nothing; on the few
   * connections of {@link #report}.
   */
  public <T> Single<T> snapshot(Function<SqlClient, Single<T>> queries) {
    return snapshot(connections.reports(), queries)
        .onErrorResumeNext(error -> Single.error(Outage.translate(error)));
  }

  /** The same, on a replica where there is one; it may lag as far as the settings let it. */
  public <T> Single<T> snapshotAnywhere(Function<SqlClient, Single<T>> queries) {
    return replica
        .map(fresh -> fresh.report(pool -> snapshot(pool, queries), snapshot(queries)))
        .orElseGet(() -> snapshot(queries))
        .onErrorResumeNext(error -> Single.error(Outage.translate(error)));
  }

  private static <T> Single<T> snapshot(Pool pool, Function<SqlClient, Single<T>> queries) {
    return pool.rxWithTransaction(
            sql ->
                Sql.change(sql, SNAPSHOT).andThen(Single.defer(() -> queries.apply(sql))).toMaybe())
        .toSingle();
  }

  /**
   * Runs a change in one transaction, once for each idempotency key of its user.
   *
   * <p>Fails with {@code unavailable} when PostgreSQL is; with {@code conflict} or {@code
   * idempotency_mismatch} when the key is in use.
   */
  public Single<Reply> write(Request request, Function<Transaction, Single<Reply>> work) {
    return transaction(request.actor(), tx -> idempotency.once(tx, request, work));
  }

  /** Runs {@code work} in one transaction; a deadlock is tried again, at most three times. */
  public <T> Single<T> transaction(Actor actor, Function<Transaction, Single<T>> work) {
    return Single.defer(
        () -> {
          long start = System.nanoTime();
          return attempt(actor, work)
              .retry(
                  (tries, error) ->
                      tries <= MOST_RETRIES
                          && Outage.isRetryable(error)
                          && System.nanoTime() - start < RETRY_WITHIN_NANOS)
              .onErrorResumeNext(error -> Single.error(Outage.translate(error)));
        });
  }

  /** Forgets the keys of requests that nobody repeats any more. */
  public Completable forgetKeys(OffsetDateTime now) {
    return transaction(
            Actor.ANONYMOUS, tx -> Sql.count(tx.sql(), FORGET_KEYS, now.minus(KEYS_KEPT)))
        .ignoreElement();
  }

  /** Answers when PostgreSQL does. */
  public static Single<Integer> ping(SqlClient sql) {
    return Sql.one(sql, "SELECT 1 AS one", row -> row.getInteger("one"));
  }

  private <T> Single<T> attempt(Actor actor, Function<Transaction, Single<T>> work) {
    return Single.defer(
        () -> {
          AtomicReference<Transaction> committed = new AtomicReference<>();
          return connections
              .ofThisThread()
              .transactions()
              .rxWithTransaction(
                  sql -> {
                    Transaction tx = new Transaction(sql, actor);
                    committed.set(tx);
                    return work.apply(tx).toMaybe();
                  })
              .toSingle()
              .doOnSuccess(done -> committed.get().committed());
        });
  }
}
