package io.mostrador.domain.catalog;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Binds the contract's catalogue operations to its use cases. */
public final class CatalogVerticle extends DomainVerticle {

  public CatalogVerticle(
      Database database,
      BusinessTime time,
      Catalog catalog,
      PublicCatalog publicCatalog,
      Labels brands,
      Labels productTypes,
      ProductImages images,
      MediaUploads uploads) {
    super(
        "catalog",
        operations(
            database,
            time,
            catalog,
            new PublicOperations(time, publicCatalog),
            new LabelOperations(database, time, brands),
            new LabelOperations(database, time, productTypes),
            new ImageOperations(database, images, uploads)));
  }

  private static Map<String, Function<Request, Single<Reply>>> operations(
      Database database,
      BusinessTime time,
      Catalog catalog,
      PublicOperations publicReads,
      LabelOperations brands,
      LabelOperations productTypes,
      ImageOperations images) {
    Map<String, Function<Request, Single<Reply>>> operations = new HashMap<>();
    operations.putAll(publicReads.named());
    operations.putAll(brands.named("Brand"));
    operations.putAll(productTypes.named("ProductType"));
    operations.putAll(images.named());
    operations.put("listProducts", request -> list(catalog, time, request));
    operations.put("getProduct", request -> get(catalog, time, request));
    operations.put("lookUpProduct", request -> lookUp(catalog, time, request));
    operations.put("createProduct", request -> create(database, catalog, time, request));
    operations.put("replaceProduct", request -> change(database, catalog, time, request));
    operations.put("changeProduct", request -> change(database, catalog, time, request));
    operations.put("deleteProduct", request -> delete(database, catalog, request));
    return operations;
  }

  private static Single<Reply> list(Catalog catalog, BusinessTime time, Request request) {
    ProductFilter filter =
        new ProductFilter(
            SearchWords.of(request.text("q")),
            request.text("brand").orElse(null),
            request.text("product_type").orElse(null),
            null,
            null,
            request.parameters().getBoolean("has_stock"),
            request.flag("include_inactive"));
    return catalog
        .list(request.page(), Ordering.of(request.text("ordering")), filter)
        .map(found -> Reply.ok(found.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private static Single<Reply> get(Catalog catalog, BusinessTime time, Request request) {
    return catalog.get(request.id("id")).map(product -> shown(time, product));
  }

  private static Single<Reply> lookUp(Catalog catalog, BusinessTime time, Request request) {
    return catalog
        .lookUp(request.text("code").orElseThrow())
        .map(product -> Reply.ok(product.toJson(time)));
  }

  private static Single<Reply> create(
      Database database, Catalog catalog, BusinessTime time, Request request) {
    return database.write(
        request,
        tx ->
            catalog
                .create(tx, request.body())
                .map(product -> Reply.created(product.toJson(time)).at(product.revision())));
  }

  private static Single<Reply> change(
      Database database, Catalog catalog, BusinessTime time, Request request) {
    return database.write(
        request,
        tx ->
            catalog
                .change(tx, request.id("id"), request.body())
                .map(product -> shown(time, product)));
  }

  private static Reply shown(BusinessTime time, Product product) {
    return Reply.ok(product.toJson(time)).at(product.revision());
  }

  private static Single<Reply> delete(Database database, Catalog catalog, Request request) {
    return database.write(
        request, tx -> catalog.delete(tx, request.id("id")).toSingle(Reply::noContent));
  }
}
