package io.mostrador.domain.inventory;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.inventory.InventoryStore.Added;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Moves stock and shows what moved. */
public final class Inventory {

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final StockCrossings crossings;
  private final InventoryStore store;

  public Inventory(Database database, BusinessTime time, AuditLog audit, StockCrossings crossings) {
    this.database = database;
    this.time = time;
    this.audit = audit;
    this.crossings = crossings;
    this.store = new InventoryStore(time);
  }

  /** Newest first; of one product unless {@code productId} is null. */
  public Single<Page<RecordedMovement>> movements(PageRequest page, UUID productId) {
    return database.list(sql -> store.list(sql, page, productId));
  }

  /** Fails with {@code not_found}. */
  public Single<RecordedMovement> movement(UUID id) {
    return database.read(
        sql -> store.find(sql, id).switchIfEmpty(Single.error(() -> Failure.notFound())));
  }

  /** One row a product that ever moved; of one product unless {@code productId} is null. */
  public Single<List<Stock>> stocks(UUID productId) {
    return database.read(sql -> store.stocks(sql, productId));
  }

  /**
   * Moves by hand, with a record in the audit.
   *
   * <p>Fails with {@code insufficient_stock}, {@code duplicate_reference} or {@code invalid}.
   */
  public Single<RecordedMovement> moveByHand(Transaction tx, Movement movement) {
    return add(tx, List.of(movement))
        .flatMap(added -> store.find(tx.sql(), added.get(0).id()).toSingle())
        .flatMap(moved -> record(tx, moved).toSingleDefault(moved));
  }

  private Completable record(Transaction tx, RecordedMovement moved) {
    String action =
        moved.movementType().equals(Movement.Type.ADJUSTMENT.name())
            ? "inventory.adjustment.create"
            : "inventory.movement.create";
    return audit.record(
        tx, AuditRecord.of(action, "inventory_movement", moved.id(), moved.toJson(time)));
  }

  /**
   * Moves what another domain's change moves, in one statement, in the order of product ids.
   *
   * <p>Fails with {@code insufficient_stock} or {@code duplicate_reference}.
   */
  public Completable move(Transaction tx, List<Movement> movements) {
    return movements.isEmpty() ? Completable.complete() : add(tx, movements).ignoreElement();
  }

  private Single<List<Added>> add(Transaction tx, List<Movement> movements) {
    Integer createdBy = tx.actor().isAnonymous() ? null : tx.actor().id();
    return store
        .add(tx.sql(), createdBy, time.now(), movements)
        .doOnSuccess(added -> announceCrossings(tx, added));
  }

  private void announceCrossings(Transaction tx, List<Added> added) {
    Set<UUID> crossed =
        added.stream()
            .filter(Added::crossedZero)
            .map(Added::productId)
            .collect(Collectors.toUnmodifiableSet());
    if (!crossed.isEmpty()) {
      tx.afterCommit(() -> crossings.crossedZero(crossed));
    }
  }

  /** Units on hand; nobody else can move the product until the transaction ends. */
  public Single<BigDecimal> lockStock(Transaction tx, UUID productId) {
    return store.lockStock(tx.sql(), productId).map(Stock::onHand).defaultIfEmpty(Decimals.ZERO);
  }

  static Movement movement(JsonObject body) {
    return new Movement(
        UUID.fromString(body.getString("product")),
        Movement.Type.valueOf(body.getString("movement_type")),
        new BigDecimal(body.getString("quantity_delta")),
        new Movement.Reference(body.getString("reference_type"), body.getString("reference_id")),
        body.getString("note", ""));
  }
}
