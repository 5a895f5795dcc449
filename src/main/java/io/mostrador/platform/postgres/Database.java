package io.mostrador.platform.postgres;

import io.mostrador.kernel.Actor;
import io.mostrador.platform.bus.IfMatch;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one place that begins and commits; hands out the clients that statements run on. */
public final class Database implements Reads {

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
  private final Idempotency idempotency = new Idempotency();

  public Database(Connections connections) {
    this.connections = connections;
  }

  /** Runs statements that change nothing, pipelined with those of others. */
  @Override
  public <T> Single<T> read(Function<SqlClient, Single<T>> query) {
    return ask(() -> connections.ofThisThread().reader(), query);
  }

  /** Runs statements that look through an index for words; few at once. */
  @Override
  public <T> Single<T> search(Function<SqlClient, Single<T>> query) {
    return ask(() -> connections.ofThisThread().searcher(), query);
  }

  /**
   * Runs statements that read a long list in the order of one of its indexes and stop soon; planned
   * for their own values, few at once.
   *
   * <p>A plan for any values takes a page for a tenth of the list, and sorts all of it.
   */
  @Override
  public <T> Single<T> walk(Function<SqlClient, Single<T>> query) {
    return ask(() -> connections.ofThisThread().walker(), query);
  }

  /** Runs the statements of a {@link CountedList}, planned for their own filters; few at once. */
  public <T> Single<T> list(Function<SqlClient, Single<T>> query) {
    return ask(() -> connections.lists(), query);
  }

  /** Runs a long statement, on few connections that cannot crowd out sales. */
  public <T> Single<T> report(Function<SqlClient, Single<T>> query) {
    return ask(() -> connections.reports(), query);
  }

  /**
   * Runs the statements of a report, which all see the same state and change nothing; on the few
   * connections of {@link #report}.
   */
  @Override
  public <T> Single<T> snapshot(Function<SqlClient, Single<T>> queries) {
    return snapshot(connections.reports(), queries)
        .onErrorResumeNext(error -> Single.error(Outage.translate(error)));
  }

  static <T> Single<T> snapshot(Pool pool, Function<SqlClient, Single<T>> queries) {
    return pool.rxWithTransaction(
            sql ->
                Sql.change(sql, SNAPSHOT).andThen(Single.defer(() -> queries.apply(sql))).toMaybe())
        .toSingle();
  }

  /**
   * Runs a change in one transaction, once for each idempotency key of its user.
   *
   * <p>Fails with {@code unavailable} when PostgreSQL is; with {@code conflict} or {@code
   * idempotency_mismatch} when the key is in use; with {@code precondition_failed} when the request
   * is for another state than there is.
   */
  public Single<Reply> write(Request request, Function<Transaction, Single<Reply>> work) {
    return transaction(
        request.actor(),
        request.origin().ifMatch(),
        tx -> idempotency.once(tx, request, each -> conditional(each, work)));
  }

  private static Single<Reply> conditional(
      Transaction tx, Function<Transaction, Single<Reply>> work) {
    return work.apply(tx).doOnSuccess(done -> tx.requireCompared());
  }

  /** Runs {@code work} in one transaction; a deadlock is tried again, at most three times. */
  public <T> Single<T> transaction(Actor actor, Function<Transaction, Single<T>> work) {
    return transaction(actor, null, work);
  }

  private <T> Single<T> transaction(
      Actor actor, @Nullable IfMatch condition, Function<Transaction, Single<T>> work) {
    return Single.defer(
        () -> {
          long start = System.nanoTime();
          return attempt(actor, condition, work)
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

  private static <T> Single<T> ask(
      Supplier<SqlClient> client, Function<SqlClient, Single<T>> query) {
    return Single.defer(() -> query.apply(client.get()))
        .onErrorResumeNext(error -> Single.error(Outage.translate(error)));
  }

  /** Answers when PostgreSQL does. */
  public static Single<Integer> ping(SqlClient sql) {
    return Sql.one(sql, "SELECT 1 AS one", row -> row.getInteger("one"));
  }

  private <T> Single<T> attempt(
      Actor actor, @Nullable IfMatch condition, Function<Transaction, Single<T>> work) {
    return Single.defer(
        () -> {
          AtomicReference<Transaction> committed = new AtomicReference<>();
          return connections
              .ofThisThread()
              .transactions()
              .rxWithTransaction(
                  sql -> {
                    Transaction tx = new Transaction(sql, actor, condition);
                    committed.set(tx);
                    return work.apply(tx).toMaybe();
                  })
              .toSingle()
              .doOnSuccess(done -> committed.get().committed());
        });
  }
}
