package io.mostrador.platform.postgres;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.RowSet;
import io.vertx.rxjava3.sqlclient.SqlClient;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Runs one prepared statement with its parameters, and says how many rows it expects. */
public final class Sql {

  private Sql() {}

  /** Cold: each subscription runs the statement. */
  public static Single<RowSet<Row>> run(SqlClient sql, String statement, Object... parameters) {
    return sql.preparedQuery(statement).rxExecute(Tuple.from(Arrays.asList(parameters)));
  }

  /** For a statement that changes rows, whichever. */
  public static Completable change(SqlClient sql, String statement, Object... parameters) {
    return run(sql, statement, parameters).ignoreElement();
  }

  /** The number of rows changed. */
  public static Single<Integer> count(SqlClient sql, String statement, Object... parameters) {
    return run(sql, statement, parameters).map(RowSet::rowCount);
  }

  /** The only row; for statements that cannot have none. */
  public static <T> Single<T> one(
      SqlClient sql, String statement, Function<Row, T> mapping, Object... parameters) {
    return run(sql, statement, parameters).map(rows -> mapping.apply(rows.iterator().next()));
  }

  /** The first row; empty when there is none. */
  public static <T> Maybe<T> find(
      SqlClient sql, String statement, Function<Row, T> mapping, Object... parameters) {
    return run(sql, statement, parameters)
        .filter(rows -> rows.iterator().hasNext())
        .map(rows -> mapping.apply(rows.iterator().next()));
  }

  /** All rows, in the statement's order. */
  public static <T> Single<List<T>> all(
      SqlClient sql, String statement, Function<Row, T> mapping, Object... parameters) {
    return run(sql, statement, parameters)
        .map(
            rows -> {
              List<T> mapped = new ArrayList<>(rows.size());
              rows.forEach(row -> mapped.add(mapping.apply(row)));
              return mapped;
            });
  }
}
