package io.mostrador.domain.catalog;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Which images a product shows: in which order, and at most one as the primary one. */
public final class ProductImages {

  private static final String ENTITY = "product_image";

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final Period purgeAfter;
  private final Consumer<CatalogEvent> events;
  private final ImageStore images = new ImageStore();
  private final MediaStore assets = new MediaStore();

  /**
   * @param purgeAfter how long the files of an asset are kept that no product shows any more
   * @param events told of each change, after its commit
   */
  public ProductImages(
      Database database,
      BusinessTime time,
      AuditLog audit,
      Period purgeAfter,
      Consumer<CatalogEvent> events) {
    this.database = database;
    this.time = time;
    this.audit = audit;
    this.purgeAfter = purgeAfter;
    this.events = events;
  }

  /** Primary first; fails with {@code not_found}. */
  Single<JsonArray> list(UUID productId) {
    return database.read(
        sql ->
            images.ofProduct(sql, productId).switchIfEmpty(Single.error(() -> Failure.notFound())));
  }

  /**
   * Where an image stands.
   *
   * @param isPrimary null when nothing is said about it
   * @param sortOrder null then too
   */
  record Place(Boolean isPrimary, Integer sortOrder) {

    static Place of(JsonObject body) {
      return new Place(body.getBoolean("is_primary"), body.getInteger("sort_order"));
    }

    boolean isEmpty() {
      return isPrimary == null && sortOrder == null;
    }

    boolean isForPrimary() {
      return Boolean.TRUE.equals(isPrimary);
    }
  }

  /** Fails with {@code not_found}, or with {@code invalid} on {@code asset_id}. */
  Single<JsonObject> attach(Transaction tx, UUID productId, UUID assetId, Place place) {
    return lock(tx, productId)
        .andThen(Single.defer(() -> assets.makeReady(tx.sql(), assetId)))
        .flatMap(
            isReady ->
                isReady
                    ? add(tx, productId, assetId, place)
                    : Single.error(Failure.invalid("asset_id", "La imagen no está disponible.")))
        .flatMap(image -> changed(tx, productId, image, "attach", image.copy()));
  }

  private Single<JsonObject> add(Transaction tx, UUID productId, UUID assetId, Place place) {
    return makeRoom(tx, productId, place)
        .andThen(
            Single.defer(
                () ->
                    images.add(
                        tx.sql(),
                        productId,
                        assetId,
                        place.isPrimary(),
                        place.sortOrder(),
                        time.now())))
        .flatMap(imageId -> find(tx, productId, imageId));
  }

  /** Fails with {@code not_found}, or with {@code invalid} when nothing is to change. */
  Single<JsonObject> change(Transaction tx, UUID productId, UUID imageId, Place place) {
    if (place.isEmpty()) {
      return Single.error(Failure.invalid("Indica is_primary o sort_order."));
    }
    return lock(tx, productId)
        .andThen(Single.defer(() -> find(tx, productId, imageId)))
        .flatMap(before -> change(tx, productId, before, place));
  }

  private Single<JsonObject> change(
      Transaction tx, UUID productId, JsonObject before, Place place) {
    UUID imageId = id(before, "id");
    return makeRoom(tx, productId, place)
        .andThen(
            Completable.defer(
                () -> images.change(tx.sql(), imageId, place.isPrimary(), place.sortOrder())))
        .andThen(Single.defer(() -> find(tx, productId, imageId)))
        .flatMap(
            after ->
                changed(
                    tx,
                    productId,
                    after,
                    "update",
                    new JsonObject().put("before", before).put("after", after)));
  }

  /** The next image takes a primary one's place; fails with {@code not_found}. */
  Completable delete(Transaction tx, UUID productId, UUID imageId) {
    return lock(tx, productId)
        .andThen(Single.defer(() -> find(tx, productId, imageId)))
        .flatMap(image -> remove(tx, productId, image).toSingleDefault(image))
        .flatMap(image -> changed(tx, productId, image, "delete", image.copy()))
        .ignoreElement();
  }

  private Completable remove(Transaction tx, UUID productId, JsonObject image) {
    return images
        .remove(tx.sql(), id(image, "id"))
        .andThen(
            image.getBoolean("is_primary")
                ? images.makeNextPrimary(tx.sql(), productId)
                : Completable.complete())
        .andThen(Completable.defer(() -> deleteUnused(tx, List.of(id(image, "asset_id")))));
  }

  /** Before its product goes; that is announced and audited as a change of the product. */
  Completable deleteAll(Transaction tx, UUID productId) {
    return images
        .removeAll(tx.sql(), productId)
        .filter(assetIds -> !assetIds.isEmpty())
        .flatMapCompletable(assetIds -> deleteUnused(tx, assetIds));
  }

  private Completable deleteUnused(Transaction tx, List<UUID> assetIds) {
    return assets.deleteUnused(tx.sql(), assetIds, time.now().plus(purgeAfter));
  }

  /** Nobody else changes the product's images until the transaction ends. */
  private Completable lock(Transaction tx, UUID productId) {
    return images
        .lockProduct(tx.sql(), productId)
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .ignoreElement();
  }

  private Completable makeRoom(Transaction tx, UUID productId, Place place) {
    return place.isForPrimary()
        ? images.takePrimaryOff(tx.sql(), productId)
        : Completable.complete();
  }

  private Single<JsonObject> find(Transaction tx, UUID productId, UUID imageId) {
    return images
        .find(tx.sql(), productId, imageId)
        .switchIfEmpty(Single.error(() -> Failure.notFound()));
  }

  /** Every change of what the public sees of a product's images comes through here. */
  private Single<JsonObject> changed(
      Transaction tx, UUID productId, JsonObject image, String what, JsonObject payload) {
    tx.afterCommit(() -> events.accept(new CatalogEvent.ImagesChanged(productId)));
    return audit
        .record(
            tx,
            AuditRecord.of(
                "product_image." + what,
                ENTITY,
                image.getString("id"),
                payload.put("product_id", productId.toString())))
        .toSingleDefault(image);
  }

  private static UUID id(JsonObject image, String field) {
    return UUID.fromString(image.getString(field));
  }
}
