package io.mostrador.domain.catalog;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.reactivex.rxjava3.core.Single;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The contract's operations on the shop window. */
record PublicOperations(BusinessTime time, PublicCatalog catalog) {

  Map<String, Function<Request, Single<Reply>>> named() {
    return Map.of(
        "listPublicProducts", this::list,
        "getPublicProductFacets", this::facets,
        "getPublicProduct", this::get);
  }

  private Single<Reply> list(Request request) {
    ProductFilter filter = filter(request);
    return catalog
        .list(request.page(), Ordering.of(request.text("ordering")), filter)
        .map(
            found ->
                Reply.ok(found.toJson(request.origin().url(), each -> each.toJson(time)))
                    .atVersion(found.version().toString())
                    .about(tags(found, filter)));
  }

  private static Set<String> tags(FoundPage<PublicProduct> found, ProductFilter filter) {
    Set<String> tags = new HashSet<>(tags(filter));
    found.page().rows().forEach(each -> tags.add(CatalogEvent.tag(each.id())));
    return tags;
  }

  private Single<Reply> facets(Request request) {
    ProductFilter filter = filter(request);
    return catalog
        .facets(filter)
        .map(
            facets ->
                Reply.ok(facets.toJson())
                    .atVersion(facets.version().toString())
                    .about(tags(filter)));
  }

  /** Who may come into such a list is not among those who are in it. */
  private static Set<String> tags(ProductFilter filter) {
    return filter.available() == null ? Set.of() : Set.of(CatalogEvent.AVAILABILITY);
  }

  private static ProductFilter filter(Request request) {
    return new ProductFilter(
        SearchWords.of(request.text("q")),
        request.text("brand").orElse(null),
        request.text("product_type").orElse(null),
        Request.amount(request.parameters(), "min_price"),
        Request.amount(request.parameters(), "max_price"),
        request.parameters().getBoolean("available"),
        false);
  }

  private Single<Reply> get(Request request) {
    return catalog
        .get(request.text("sku").orElseThrow())
        .map(
            product ->
                Reply.ok(product.toJson(time))
                    .atVersion(product.catalogVersion().toString())
                    .about(Set.of(CatalogEvent.tag(product.id()))));
  }
}
