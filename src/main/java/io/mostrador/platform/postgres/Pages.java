package io.mostrador.platform.postgres;

import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.RowSet;
import io.vertx.rxjava3.sqlclient.SqlClient;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads one page and the list's total in one statement, for lists that stay short or are narrowed
 * down; {@link CountedList} is for those that grow long.
 *
 * <p>The statement takes page number and size as {@code $1} and {@code $2} and has the form
 *
 * <pre>{@code
 * WITH matching AS MATERIALIZED (SELECT … WHERE …),
 *      counted AS (SELECT count(*) AS listed FROM matching)
 * SELECT counted.listed, page.*
 * FROM counted
 * LEFT JOIN LATERAL (
 *   SELECT … FROM matching ORDER BY … LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
 * ) page ON true
 * }</pre>
 *
 * so that a page without rows still tells the total, as one row whose {@code id} is null.
 */
public final class Pages {

  private Pages() {}

  /**
   * Fails with {@code not_found} when there is no such page.
   *
   * @param filters what {@code $3} and on stand for
   */
  public static <T> Single<Page<T>> read(
      SqlClient sql,
      String statement,
      PageRequest page,
      Function<Row, T> mapping,
      Object... filters) {
    Tuple parameters = Tuple.tuple().addValue(page.number()).addValue(page.size());
    for (Object filter : filters) {
      parameters.addValue(filter);
    }
    return sql.preparedQuery(statement)
        .rxExecute(parameters)
        .map(rows -> page(page, rows, mapping));
  }

  private static <T> Page<T> page(PageRequest page, RowSet<Row> rows, Function<Row, T> mapping) {
    long total = 0;
    List<T> mapped = new ArrayList<>();
    for (Row row : rows) {
      total = row.getLong(0);
      if (row.getValue("id") != null) {
        mapped.add(mapping.apply(row));
      }
    }
    return new Page<>(page, total, mapped);
  }
}
