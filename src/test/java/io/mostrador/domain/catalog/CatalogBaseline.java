package io.mostrador.domain.catalog;

import io.mostrador.kernel.PageRequest;
import io.reactivex.rxjava3.core.Single;
import java.util.Optional;

/**
 * The shop window's statements without HTTP, JSON, the bus and kept answers: what benches hold
 * against.
 */
public final class CatalogBaseline {

  private final PublicCatalog catalog;

  public CatalogBaseline(PublicCatalog catalog) {
    this.catalog = catalog;
  }

  public Single<?> item(String sku) {
    return catalog.get(sku);
  }

  public Single<?> page(int number, int size) {
    return list(new PageRequest(number, size), Optional.empty());
  }

  public Single<?> search(String words) {
    return list(new PageRequest(1, PageRequest.DEFAULT_SIZE), Optional.of(words));
  }

  private Single<?> list(PageRequest page, Optional<String> words) {
    ProductFilter filter =
        new ProductFilter(SearchWords.of(words), null, null, null, null, null, false);
    return catalog.list(page, Ordering.NAME, filter);
  }
}
