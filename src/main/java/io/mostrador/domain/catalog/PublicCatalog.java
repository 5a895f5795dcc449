package io.mostrador.domain.catalog;

import io.mostrador.kernel.Failure;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Reads;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;

/** The shop window: active products, without cost and stock. */
public final class PublicCatalog {

  private static final String BY_SKU =
      """
      SELECT shown.*, v.version AS catalog_version
      FROM public_product shown
      CROSS JOIN catalog_version v
      WHERE shown.sku = $1
      """;

  private final Reads database;
  private final ProductLists<PublicProduct> lists;
  private final Spelling spelling;
  private final FacetStore facets = new FacetStore();

  public PublicCatalog(Reads database) {
    this.database = database;
    this.lists =
        new ProductLists<>(database, new ProductSearch<>("public_product", PublicProduct::from));
    this.spelling = new Spelling(database);
  }

  /** Fails with {@code not_found} when there is no such page. */
  Single<FoundPage<PublicProduct>> list(PageRequest page, Ordering ordering, ProductFilter filter) {
    return lists.page(page, ordering, filter);
  }

  /** Of the same products that a list with this filter shows, the corrected ones included. */
  Single<Facets> facets(ProductFilter filter) {
    return count(filter)
        .flatMap(
            counted ->
                counted.count() > 0 || filter.words().isEmpty()
                    ? Single.just(counted)
                    : spelling
                        .nearest(filter.words())
                        .flatMap(words -> corrected(filter, words).toMaybe())
                        .filter(others -> others.count() > 0)
                        .defaultIfEmpty(counted));
  }

  private Single<Facets> corrected(ProductFilter filter, SearchWords words) {
    return count(filter.with(words)).map(counted -> counted.correctedTo(words.phrase()));
  }

  private Single<Facets> count(ProductFilter filter) {
    return filter.words().hasTrigram()
        ? database.search(sql -> facets.count(sql, filter))
        : database.walk(sql -> facets.count(sql, filter));
  }

  /** Fails with {@code not_found}. */
  Single<PublicProduct> get(String sku) {
    return database.read(
        sql ->
            Sql.find(sql, BY_SKU, PublicProduct::from, sku)
                .switchIfEmpty(Single.error(() -> Failure.notFound())));
  }
}
