package io.mostrador.platform.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CountedList} of millions, of rows that are added and never go.
 *
 * <p>Rows from before yesterday are counted once a day for each filter that they match for good, so
 * that a page waits only for what is new to be counted. What is written with an older date behind
 * the server's back is in the totals from the next day on.
 *
 * <p>The count takes the first instant of creation and the first that is too late after its
 * filters, null for any.
 */
public final class LongList<T> {

  private static final long MOST_FILTERS = 1_000;

  /** Fewer are counted each time. */
  private static final long MANY = 10_000;

  private record Settled(OffsetDateTime until, long rows) {}

  private final BusinessTime time;
  private final CountedList<T> list;
  private final Cache<List<@Nullable Object>, Settled> settled =
      Caffeine.newBuilder().maximumSize(MOST_FILTERS).executor(Runnable::run).build();

  public LongList(BusinessTime time, String count, String page, Function<Row, T> mapping) {
    this.time = time;
    this.list = new CountedList<>(count, page, mapping);
  }

  /** Of rows that match these filters for good. Fails with {@code not_found}: no such page. */
  public Single<Page<T>> page(SqlClient sql, PageRequest page, @Nullable Object... filters) {
    return total(sql, filters).flatMap(total -> list.page(sql, page, total, filters));
  }

  /** Of rows that may match today and not tomorrow; fails alike. */
  public Single<Page<T>> changingPage(
      SqlClient sql, PageRequest page, @Nullable Object... filters) {
    return count(sql, filters, null, null).flatMap(total -> list.page(sql, page, total, filters));
  }

  /** Clocks of nodes differ: somebody may still be writing a row of a moment before midnight. */
  private Single<Long> total(SqlClient sql, @Nullable Object[] filters) {
    OffsetDateTime until = time.startOf(time.today().minusDays(1));
    Settled known = settled.getIfPresent(Arrays.asList(filters));
    return known != null && known.until().equals(until)
        ? count(sql, filters, until, null).map(rows -> known.rows() + rows)
        : count(sql, filters, null, null)
            .flatMap(
                total -> total < MANY ? Single.just(total) : settle(sql, filters, until, total));
  }

  private Single<Long> settle(
      SqlClient sql, @Nullable Object[] filters, OffsetDateTime until, long total) {
    return count(sql, filters, null, until)
        .doOnSuccess(rows -> settled.put(Arrays.asList(filters), new Settled(until, rows)))
        .map(rows -> total);
  }

  private Single<Long> count(
      SqlClient sql,
      @Nullable Object[] filters,
      @Nullable OffsetDateTime from,
      @Nullable OffsetDateTime until) {
    return list.count(sql, CountedList.and(filters, from, until));
  }
}
