package io.mostrador.domain.purchasing;

import static java.util.stream.Collectors.groupingBy;

import io.mostrador.domain.inventory.Inventory;
import io.mostrador.domain.inventory.Movement;
import io.mostrador.domain.purchasing.Receipt.WithLines;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What came in; everybody sees and handles only their own receipts. */
public final class Receipts {

  private static final String POSTED = "purchase_receipt";
  private static final String REMOVED = "purchase_receipt_delete";

  private final Database database;
  private final BusinessTime time;
  private final Inventory inventory;
  private final Suppliers suppliers;
  private final ReceiptStore store = new ReceiptStore();
  private final ImportStore imports = new ImportStore();

  public Receipts(Database database, BusinessTime time, Inventory inventory, Suppliers suppliers) {
    this.database = database;
    this.time = time;
    this.inventory = inventory;
    this.suppliers = suppliers;
  }

  /** Newest first. */
  Single<Page<WithLines>> list(PageRequest page, Actor owner) {
    return database.read(
        sql -> store.list(sql, page, owner.id()).flatMap(receipts -> withLines(sql, receipts)));
  }

  private Single<Page<WithLines>> withLines(SqlClient sql, Page<Receipt> receipts) {
    return store
        .lines(sql, receipts.rows().stream().map(Receipt::id).toList())
        .map(lines -> lines.stream().collect(groupingBy(Receipt.Line::receiptId)))
        .map(lines -> receipts.map(each -> withLines(each, lines)));
  }

  private static WithLines withLines(Receipt receipt, Map<UUID, List<Receipt.Line>> lines) {
    return new WithLines(receipt, lines.getOrDefault(receipt.id(), List.of()));
  }

  /** Fails with {@code not_found}, for somebody else's too. */
  Single<WithLines> get(UUID id, Actor owner) {
    return database.read(sql -> get(sql, id, owner));
  }

  private Single<WithLines> get(SqlClient sql, UUID id, Actor owner) {
    return store
        .find(sql, id, owner.id())
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .flatMap(
            receipt -> store.lines(sql, List.of(id)).map(lines -> new WithLines(receipt, lines)));
  }

  /** A draft; fails with {@code invalid} on {@code supplier} or {@code lines}. */
  Single<WithLines> create(Transaction tx, NewReceipt receipt) {
    return suppliers
        .requireUsable(tx, receipt.supplierId())
        .andThen(Single.defer(() -> store.unknownProducts(tx.sql(), receipt.lines())))
        .doOnSuccess(unknown -> ReceiptBody.refuseUnknown(receipt.lines(), unknown))
        .flatMap(known -> store.add(tx.sql(), receipt, tx.actor().id(), time.now()))
        .flatMap(id -> get(tx.sql(), id, tx.actor()));
  }

  /** Raises the stock; empty when it was posted before. Fails with {@code not_found}. */
  Maybe<WithLines> post(Transaction tx, UUID id) {
    return lock(tx, id)
        .filter(receipt -> !receipt.receipt().isPosted())
        .flatMapSingle(
            draft ->
                store
                    .post(tx.sql(), id, time.now())
                    .andThen(inventory.move(tx, movements(draft, true)))
                    .andThen(Single.defer(() -> get(tx.sql(), id, tx.actor()))));
  }

  private Single<WithLines> lock(Transaction tx, UUID id) {
    return store
        .lock(tx.sql(), id, tx.actor().id())
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .flatMap(
            receipt ->
                store.lines(tx.sql(), List.of(id)).map(lines -> new WithLines(receipt, lines)));
  }

  /**
   * Takes the goods out again, by movements of their own, with the import batch that brought them.
   *
   * <p>Fails with {@code not_found}, or {@code receipt_has_sold_items} when less is on hand.
   */
  Completable delete(Transaction tx, UUID id) {
    return lock(tx, id)
        .flatMapCompletable(
            receipt ->
                takeOut(tx, receipt)
                    .andThen(store.remove(tx.sql(), id))
                    .andThen(removeBatch(tx, receipt.receipt())));
  }

  private Completable takeOut(Transaction tx, WithLines receipt) {
    return receipt.receipt().isPosted()
        ? inventory.move(tx, movements(receipt, false)).onErrorResumeNext(Receipts::asSold)
        : Completable.complete();
  }

  private Completable removeBatch(Transaction tx, Receipt receipt) {
    return receipt.importBatchId() == null
        ? Completable.complete()
        : imports.remove(tx.sql(), receipt.importBatchId());
  }

  private static Completable asSold(Throwable error) {
    boolean isSold =
        error instanceof Failure failure && failure.code().equals("insufficient_stock");
    return Completable.error(
        isSold
            ? Failure.refused(
                "receipt_has_sold_items",
                "La compra no se puede eliminar: parte de la mercancía ya salió.")
            : error);
  }

  /** The id of a receipt is never used again, so each kind refers to it once a product. */
  private static List<Movement> movements(WithLines receipt, boolean isIncoming) {
    Movement.Reference reference =
        Movement.Reference.to(isIncoming ? POSTED : REMOVED, receipt.receipt().id());
    Movement.Type type = isIncoming ? Movement.Type.INBOUND : Movement.Type.OUTBOUND;
    return receipt.lines().stream()
        .map(
            line ->
                Movement.of(
                    line.productId(),
                    type,
                    isIncoming ? line.qty() : line.qty().negate(),
                    reference))
        .toList();
  }
}
