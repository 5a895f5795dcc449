package io.mostrador.platform.postgres;

import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.function.Function;

/**
 * Reads that nobody decides a change upon, so that another server may answer them.
 *
 * <p>Each fails with {@code unavailable} when PostgreSQL is.
 */
public interface Reads {

  /** Runs statements that change nothing. */
  <T> Single<T> read(Function<SqlClient, Single<T>> query);

  /** Runs statements that look through an index for words; few at once. */
  <T> Single<T> search(Function<SqlClient, Single<T>> query);

  /** Runs statements that read a long list in the order of one of its indexes; few at once. */
  <T> Single<T> walk(Function<SqlClient, Single<T>> query);

  /** Runs the statements of a report, which all see the same state. */
  <T> Single<T> snapshot(Function<SqlClient, Single<T>> queries);
}
