package io.mostrador.domain.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mostrador.domain.catalog.ProductSearch.Listed;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Reads;
import io.reactivex.rxjava3.core.Single;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lists products: knows which way of reading is the fast one, and tries the nearest spelling when
 * nothing is there.
 *
 * <p>Totals are kept for as long as the public catalogue stays as it is, so that they are counted
 * once however many pages are read.
 */
final class ProductLists<T> {

  private static final int MOST_TOTALS = 10_000;

  /** With so few matches it is faster to look at all than to walk past those that do not match. */
  private static final long FEW = 5_000;

  /** With so many, where nothing is looked for, it is the slower one, wherever the page is. */
  private static final long MANY = 10_000;

  /** A page that ends within this part of the matches is near an end. */
  private static final long NEAR_AN_END = 20;

  private record Known(long total, UUID version) {}

  private final Reads database;
  private final ProductSearch<T> search;
  private final Spelling spelling;
  private final Map<ProductFilter, Single<Known>> counting = new ConcurrentHashMap<>();
  private final Cache<ProductFilter, Known> totals =
      Caffeine.newBuilder().maximumSize(MOST_TOTALS).executor(Runnable::run).build();

  ProductLists(Reads database, ProductSearch<T> search) {
    this.database = database;
    this.search = search;
    this.spelling = new Spelling(database);
  }

  /** Fails with {@code not_found} when there is no such page. */
  Single<FoundPage<T>> page(PageRequest page, Ordering asked, ProductFilter filter) {
    Ordering ordering =
        asked == Ordering.RELEVANCE && filter.words().isEmpty() ? Ordering.NAME : asked;
    return list(page, ordering, filter)
        .flatMap(
            listed ->
                listed.total() > 0 || filter.words().isEmpty()
                    ? Single.just(FoundPage.of(page, listed, Optional.empty()))
                    : corrected(page, ordering, filter, listed));
  }

  private Single<FoundPage<T>> corrected(
      PageRequest page, Ordering ordering, ProductFilter filter, Listed<T> nothing) {
    return spelling
        .nearest(filter.words())
        .flatMapSingle(
            words ->
                list(page, ordering, filter.with(words))
                    .filter(listed -> listed.total() > 0)
                    .map(listed -> FoundPage.of(page, listed, Optional.of(words.phrase())))
                    .switchIfEmpty(Single.fromCallable(() -> without(page, nothing))))
        .switchIfEmpty(Single.fromCallable(() -> without(page, nothing)));
  }

  private static <T> FoundPage<T> without(PageRequest page, Listed<T> nothing) {
    return FoundPage.of(page, nothing, Optional.empty());
  }

  private Single<Listed<T>> list(PageRequest page, Ordering ordering, ProductFilter filter) {
    Known known = filter.isOfPublic() ? totals.getIfPresent(filter) : null;
    boolean isNarrow = filter.words().hasTrigram();
    if (isNarrow && (known == null || !isWalked(page, ordering, filter, known.total()))) {
      return database
          .search(sql -> search.match(sql, page, ordering, filter))
          .doOnSuccess(listed -> keep(filter, listed));
    }
    Single<Known> total = known == null ? count(filter) : Single.just(known);
    return total.flatMap(
        counted ->
            list(page, ordering, filter, counted)
                .flatMap(
                    listed ->
                        filter.isOfPublic() && !listed.version().equals(counted.version())
                            ? recounted(page, ordering, filter)
                            : Single.just(listed)));
  }

  private Single<Listed<T>> recounted(PageRequest page, Ordering ordering, ProductFilter filter) {
    return count(filter).flatMap(counted -> list(page, ordering, filter, counted));
  }

  private Single<Listed<T>> list(
      PageRequest page, Ordering ordering, ProductFilter filter, Known known) {
    return database.walk(
        sql ->
            isWalked(page, ordering, filter, known.total())
                ? search.walk(sql, page, ordering, filter, known.total())
                : search.match(sql, page, ordering, filter));
  }

  /**
   * Once for all who wait, however many pages of a list are asked for at once; its version tells
   * who came later that it is not theirs.
   */
  private Single<Known> count(ProductFilter filter) {
    return filter.isOfPublic()
        ? Single.defer(() -> counting.computeIfAbsent(filter, this::shared))
        : counted(filter);
  }

  private Single<Known> shared(ProductFilter filter) {
    return counted(filter).doFinally(() -> counting.remove(filter)).cache();
  }

  private Single<Known> counted(ProductFilter filter) {
    return database
        .walk(sql -> search.count(sql, filter))
        .doOnSuccess(counted -> keep(filter, counted))
        .map(counted -> new Known(counted.total(), counted.version()));
  }

  private void keep(ProductFilter filter, Listed<T> listed) {
    if (filter.isOfPublic()) {
      totals.put(filter, new Known(listed.total(), listed.version()));
    }
  }

  private static boolean isWalked(
      PageRequest page, Ordering ordering, ProductFilter filter, long total) {
    return filter.isWhole()
        || (ordering != Ordering.RELEVANCE
            && total > FEW
            && (page.passed(total) * NEAR_AN_END <= total
                || (filter.words().isEmpty() && total > MANY)));
  }
}
