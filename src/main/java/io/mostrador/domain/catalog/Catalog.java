package io.mostrador.domain.catalog;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.catalog.DeliveryStore.Located;
import io.mostrador.domain.catalog.StockCount.Counted;
import io.mostrador.domain.inventory.Inventory;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Gtin;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** What the shop can do with its products. */
public final class Catalog {

  private static final String ENTITY = "product";

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final ProductImages images;
  private final StockCount stockCount;
  private final Consumer<CatalogEvent> events;
  private final ProductLists<Product> lists;
  private final ProductStore store = new ProductStore();
  private final BarcodeStore barcodes = new BarcodeStore();
  private final DeliveryStore deliveryStore = new DeliveryStore();

  /**
   * @param events told of each change, after its commit
   */
  public Catalog(
      Database database,
      BusinessTime time,
      AuditLog audit,
      ProductImages images,
      Inventory inventory,
      StockRaised stockRaised,
      Consumer<CatalogEvent> events) {
    this.database = database;
    this.time = time;
    this.audit = audit;
    this.images = images;
    this.stockCount = new StockCount(inventory, stockRaised);
    this.events = events;
    this.lists = new ProductLists<>(database, new ProductSearch<>("product_detail", Product::from));
  }

  /** Fails with {@code not_found} when there is no such page. */
  Single<FoundPage<Product>> list(PageRequest page, Ordering ordering, ProductFilter filter) {
    return lists.page(page, ordering, filter);
  }

  /**
   * Active or not, by its exact SKU or one of its barcodes; the SKU wins when the code is one
   * product's SKU and another's barcode. Fails with {@code not_found}.
   */
  Single<Product> lookUp(String code) {
    String gtin = Gtin.isValid(code) ? Gtin.padded(code) : null;
    return database.read(
        sql -> store.lookUp(sql, code, gtin).switchIfEmpty(Single.error(() -> Failure.notFound())));
  }

  /** Active or not; fails with {@code not_found}. */
  public Single<Product> get(UUID id) {
    return database.read(
        sql -> store.find(sql, id).switchIfEmpty(Single.error(() -> Failure.notFound())));
  }

  /**
   * Fails with {@code invalid} on {@code sku}, {@code brand}, {@code product_type} or {@code
   * barcodes}.
   */
  public Single<Product> create(Transaction tx, JsonObject body) {
    ProductFields fields = ProductFields.of(body);
    return store
        .add(tx.sql(), fields, time.now())
        .flatMap(
            id ->
                label(tx, id, body)
                    .andThen(
                        Completable.defer(
                            () ->
                                stockCount.apply(
                                    tx,
                                    id,
                                    fields.costPrice(),
                                    counted(body, StockCount.ON_CREATE))))
                    .andThen(Single.defer(() -> store.find(tx.sql(), id).toSingle())))
        .flatMap(product -> recordCreated(tx, product).toSingleDefault(product))
        .doOnSuccess(added -> announce(tx, new CatalogEvent.ProductAdded(added.id())));
  }

  /** What was not sent stays; fails with {@code not_found}, or as {@link #create} does. */
  public Single<Product> change(Transaction tx, UUID id, JsonObject body) {
    return lock(tx, id, body.containsKey("stock"))
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .doOnSuccess(before -> tx.requireCurrent(before.revision()))
        .flatMap(
            before ->
                apply(tx, before, body)
                    .andThen(Single.defer(() -> store.find(tx.sql(), id).toSingle()))
                    .flatMap(after -> recordChanged(tx, before, after).toSingleDefault(after)))
        .doOnSuccess(changed -> announce(tx, new CatalogEvent.ProductChanged(id)));
  }

  private Maybe<Product> lock(Transaction tx, UUID id, boolean isCounted) {
    Maybe<Product> product = store.lock(tx.sql(), id);
    return isCounted
        ? product.flatMap(
            locked -> stockCount.begin(tx, id).andThen(Maybe.defer(() -> store.find(tx.sql(), id))))
        : product;
  }

  private Completable apply(Transaction tx, Product before, JsonObject body) {
    ProductFields fields = ProductFields.of(body, before);
    return store
        .change(tx.sql(), before.id(), fields, time.now())
        .andThen(Completable.defer(() -> label(tx, before.id(), body)))
        .andThen(
            Completable.defer(
                () ->
                    stockCount.apply(
                        tx, before.id(), fields.costPrice(), counted(body, StockCount.ON_CHANGE))));
  }

  /** Barcodes that were not sent stay. */
  private Completable label(Transaction tx, UUID id, JsonObject body) {
    return body.containsKey("barcodes")
        ? barcodes.replace(tx.sql(), id, texts(body.getJsonArray("barcodes")))
        : Completable.complete();
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }

  /** Fails with {@code not_found}, or {@code in_use} for a product with history. */
  public Completable delete(Transaction tx, UUID id) {
    return store
        .lock(tx.sql(), id)
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .doOnSuccess(product -> tx.requireCurrent(product.revision()))
        .flatMapCompletable(
            product ->
                images
                    .deleteAll(tx, id)
                    .andThen(store.remove(tx.sql(), id))
                    .andThen(
                        audit.record(
                            tx,
                            AuditRecord.of(
                                "catalog.product.delete", ENTITY, id, product.toJson(time)))))
        .doOnComplete(() -> announce(tx, new CatalogEvent.ProductRemoved(id)));
  }

  private void announce(Transaction tx, CatalogEvent event) {
    tx.afterCommit(() -> events.accept(event));
  }

  /**
   * Adds the products that are missing; the others get cost and price, and brand and type if they
   * have none. The same deliveries, each with the id of its product.
   *
   * <p>Fails with {@code conflict} when a product that is meant was removed meanwhile.
   */
  public Single<List<Delivery>> take(Transaction tx, List<Delivery> deliveries) {
    List<Delivery> unknown = deliveries.stream().filter(each -> each.productId() == null).toList();
    return deliveryStore
        .addMissing(tx.sql(), unknown, time.now())
        .flatMap(
            added ->
                deliveryStore
                    .lock(tx.sql(), deliveries)
                    .map(located -> located(deliveries, located))
                    .flatMap(all -> update(tx, all, added).toSingleDefault(all)))
        .doOnSuccess(all -> all.forEach(each -> announceDelivered(tx, each)));
  }

  private void announceDelivered(Transaction tx, Delivery delivery) {
    announce(tx, new CatalogEvent.ProductChanged(delivery.productId()));
  }

  private static List<Delivery> located(List<Delivery> deliveries, List<Located> located) {
    if (located.size() != deliveries.size()) {
      throw Failure.conflict("conflict", "Un producto cambió mientras tanto. Intenta de nuevo.");
    }
    Delivery[] inOrder = new Delivery[deliveries.size()];
    for (Located each : located) {
      int index = each.position() - 1;
      inOrder[index] = deliveries.get(index).of(each.productId());
    }
    return List.of(inOrder);
  }

  private Completable update(Transaction tx, List<Delivery> deliveries, List<UUID> added) {
    Set<UUID> isNew = Set.copyOf(added);
    List<Delivery> known =
        deliveries.stream().filter(each -> !isNew.contains(each.productId())).toList();
    return deliveryStore.update(tx.sql(), known, time.now());
  }

  private static Counted counted(JsonObject body, String referenceType) {
    return new Counted(
        Request.amount(body, "stock"), body.getString("stock_adjust_reason"), referenceType);
  }

  private Completable recordCreated(Transaction tx, Product product) {
    return audit.record(
        tx, AuditRecord.of("catalog.product.create", ENTITY, product.id(), product.toJson(time)));
  }

  private Completable recordChanged(Transaction tx, Product before, Product after) {
    return audit.record(
        tx,
        AuditRecord.update(
            "catalog.product.update", ENTITY, after.id(), before.toJson(time), after.toJson(time)));
  }
}
