package io.mostrador.platform.postgres;

import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list of which one statement counts the rows and another reads a page from the nearer end; for
 * {@link Database#list}, which plans each for its own filters.
 *
 * <p>Both take the filters as {@code $1} and on. The page takes the number of rows and how many
 * come before after them, and has {@value #WAY} after each column of its order that goes down, and
 * {@value #BACK} after each that goes up.
 */
public final class CountedList<T> {

  private static final String WAY = "{way}";
  private static final String BACK = "{back}";

  private final String count;
  private final String fromFirst;
  private final String fromLast;
  private final Function<Row, T> mapping;

  public CountedList(String count, String page, Function<Row, T> mapping) {
    this.count = count;
    this.fromFirst = page.replace(WAY, "DESC").replace(BACK, "ASC");
    this.fromLast = page.replace(WAY, "ASC").replace(BACK, "DESC");
    this.mapping = mapping;
  }

  /** Fails with {@code not_found} when there is no such page. */
  public Single<Page<T>> page(SqlClient sql, PageRequest page, @Nullable Object... filters) {
    return count(sql, filters).flatMap(total -> page(sql, page, total, filters));
  }

  Single<Long> count(SqlClient sql, @Nullable Object... filters) {
    return Sql.one(sql, count, row -> row.getLong(0), filters);
  }

  /** Fails alike. */
  Single<Page<T>> page(SqlClient sql, PageRequest page, long total, @Nullable Object[] filters) {
    long rows = page.rows(total);
    if (rows == 0) {
      return Single.fromCallable(() -> new Page<>(page, total, List.of()));
    }
    long before = page.before(total);
    long after = page.after(total);
    Single<List<T>> read =
        before <= after
            ? Sql.all(sql, fromFirst, mapping, and(filters, rows, before))
            : Sql.all(sql, fromLast, mapping, and(filters, rows, after)).map(CountedList::reversed);
    return read.map(found -> new Page<>(page, total, found));
  }

  private static <T> List<T> reversed(List<T> rows) {
    Collections.reverse(rows);
    return rows;
  }

  static @Nullable Object[] and(@Nullable Object[] filters, @Nullable Object... more) {
    Object[] all = Arrays.copyOf(filters, filters.length + more.length);
    System.arraycopy(more, 0, all, filters.length, more.length);
    return all;
  }
}
