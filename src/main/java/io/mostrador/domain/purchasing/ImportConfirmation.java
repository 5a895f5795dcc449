package io.mostrador.domain.purchasing;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.catalog.Catalog;
import io.mostrador.domain.catalog.Delivery;
import io.mostrador.domain.catalog.Labels;
import io.mostrador.domain.inventory.Inventory;
import io.mostrador.domain.inventory.Movement;
import io.mostrador.domain.purchasing.ImportBatch.Status;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Takes a pasted invoice in: its products, a posted receipt and the stock, all or nothing, in a
 * number of statements that does not grow with its lines.
 */
public final class ImportConfirmation {

  private static final String REFERENCE = "import_batch_confirm";

  private final BusinessTime time;
  private final AuditLog audit;
  private final Catalog catalog;
  private final Inventory inventory;
  private final Suppliers suppliers;
  private final Taxonomy taxonomy;
  private final ImportStore batches = new ImportStore();
  private final ImportLineStore lines = new ImportLineStore();
  private final ReceiptStore receipts = new ReceiptStore();

  public ImportConfirmation(
      BusinessTime time,
      AuditLog audit,
      Catalog catalog,
      Labels brands,
      Labels productTypes,
      Inventory inventory,
      Suppliers suppliers) {
    this.time = time;
    this.audit = audit;
    this.catalog = catalog;
    this.inventory = inventory;
    this.suppliers = suppliers;
    this.taxonomy = new Taxonomy(brands, productTypes);
  }

  /**
   * A confirmed batch and its receipt.
   *
   * @param isNew false when it was confirmed before, and nothing happened now
   */
  record Confirmed(UUID batchId, UUID receiptId, boolean isNew) {

    JsonObject toJson() {
      return new JsonObject()
          .put("batch_id", batchId.toString())
          .put("purchase_receipt_id", receiptId.toString());
    }
  }

  /**
   * Fails with {@code not_found}, {@code invalid_state} before it is parsed, {@code invalid_lines},
   * {@code subtotal_mismatch} or {@code taxonomy_not_found}, in this order.
   */
  Single<Confirmed> confirm(Transaction tx, UUID id) {
    return batches
        .lock(tx.sql(), id)
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .flatMap(
            batch ->
                switch (batch.status()) {
                  case DRAFT ->
                      Single.error(
                          Failure.refused(
                              "invalid_state", "Primero hay que leer el texto de la factura."));
                  case PARSED -> confirmParsed(tx, batch);
                  case CONFIRMED -> confirmedBefore(tx, id);
                });
  }

  private Single<Confirmed> confirmedBefore(Transaction tx, UUID batchId) {
    return receipts
        .ofBatch(tx.sql(), batchId)
        .map(receiptId -> new Confirmed(batchId, receiptId, false))
        .toSingle();
  }

  private Single<Confirmed> confirmParsed(Transaction tx, ImportBatch batch) {
    return lines
        .selected(tx.sql(), batch.id())
        .map(selected -> Invoice.of(batch.header(), selected))
        .flatMap(
            invoice ->
                taxonomy
                    .deliveries(tx, invoice.lines())
                    .flatMap(deliveries -> takeIn(tx, batch.id(), invoice, deliveries)));
  }

  /** Of a batch that is not there yet; fails as {@link #confirm} does, or on the header. */
  Single<Confirmed> confirm(Transaction tx, ImportHeader header, List<NewLine> sent) {
    return suppliers
        .requireUsable(tx, header.supplierId(), header.parserId())
        .andThen(Single.fromCallable(() -> Invoice.of(header, selected(sent))))
        .flatMap(
            invoice ->
                taxonomy
                    .deliveries(tx, invoice.lines())
                    .flatMap(
                        deliveries ->
                            add(tx, header, sent)
                                .flatMap(id -> takeIn(tx, id, invoice, deliveries))));
  }

  private static List<InvoiceLine> selected(List<NewLine> sent) {
    return IntStream.range(0, sent.size())
        .filter(index -> sent.get(index).fields().isSelected())
        .mapToObj(index -> new InvoiceLine(index + 1, null, sent.get(index).fields()))
        .toList();
  }

  private Single<UUID> add(Transaction tx, ImportHeader header, List<NewLine> sent) {
    return batches
        .add(tx.sql(), header, Status.PARSED, tx.actor().id(), time.now())
        .map(ImportBatch::id)
        .flatMap(id -> lines.add(tx.sql(), id, sent).toSingleDefault(id));
  }

  private Single<Confirmed> takeIn(
      Transaction tx, UUID batchId, Invoice invoice, List<Delivery> deliveries) {
    return catalog
        .take(tx, deliveries)
        .flatMap(
            taken ->
                receipts
                    .add(tx.sql(), receipt(batchId, invoice, taken), tx.actor().id(), time.now())
                    .flatMap(
                        receiptId ->
                            finish(tx, batchId, invoice, taken, receiptId)
                                .toSingleDefault(new Confirmed(batchId, receiptId, true))));
  }

  private Completable finish(
      Transaction tx, UUID batchId, Invoice invoice, List<Delivery> taken, UUID receiptId) {
    return inventory
        .move(tx, movements(batchId, invoice, taken))
        .andThen(lines.settle(tx.sql(), batchId, invoice.lines(), taken))
        .andThen(batches.markConfirmed(tx.sql(), batchId, time.now()))
        .andThen(
            audit.record(
                tx,
                AuditRecord.of(
                    "import.confirm", "import_batch", batchId, payload(invoice, receiptId))));
  }

  private static NewReceipt receipt(UUID batchId, Invoice invoice, List<Delivery> taken) {
    ImportHeader header = invoice.header();
    return new NewReceipt(
        header.supplierId(),
        header.invoiceNumber(),
        header.invoiceDate(),
        true,
        invoice.totals(),
        batchId,
        IntStream.range(0, taken.size())
            .mapToObj(index -> line(invoice.lines().get(index).fields(), taken.get(index)))
            .toList());
  }

  private static NewReceipt.Line line(LineFields fields, Delivery taken) {
    return new NewReceipt.Line(
        taken.productId(), fields.qty(), fields.unitCost(), fields.unitPrice());
  }

  private static List<Movement> movements(UUID batchId, Invoice invoice, List<Delivery> taken) {
    Movement.Reference reference = Movement.Reference.to(REFERENCE, batchId);
    return IntStream.range(0, taken.size())
        .mapToObj(
            index ->
                Movement.of(
                    taken.get(index).productId(),
                    Movement.Type.INBOUND,
                    invoice.lines().get(index).fields().qty(),
                    reference))
        .toList();
  }

  private static JsonObject payload(Invoice invoice, UUID receiptId) {
    return new JsonObject()
        .put("purchase_receipt_id", receiptId.toString())
        .put("supplier", invoice.header().supplierId().toString())
        .put("invoice_number", invoice.header().invoiceNumber())
        .put("lines", invoice.lines().size())
        .put("subtotal", Decimals.moneyText(invoice.totals().subtotal()))
        .put("tax", Decimals.moneyText(invoice.totals().tax()))
        .put("total", Decimals.moneyText(invoice.totals().total()));
  }
}
