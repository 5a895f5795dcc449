package io.mostrador.domain.purchasing;

import static java.util.stream.Collectors.groupingBy;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.purchasing.ImportBatch.Status;
import io.mostrador.domain.purchasing.ImportBatch.WithLines;
import io.mostrador.domain.purchasing.parsing.ParsedLine;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Pasted invoices until they are confirmed; everybody sees and edits everybody's. */
public final class Imports {

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final Suppliers suppliers;
  private final InvoiceReader reader;
  private final ImportStore store = new ImportStore();
  private final ImportLineStore lines = new ImportLineStore();

  public Imports(
      Database database,
      BusinessTime time,
      AuditLog audit,
      Suppliers suppliers,
      InvoiceReader reader) {
    this.database = database;
    this.time = time;
    this.audit = audit;
    this.suppliers = suppliers;
    this.reader = reader;
  }

  /** What an invoice's text says, and which text that was. */
  record Reading(ImportStore.Text text, List<ParsedLine> lines) {}

  /** Newest first. */
  Single<Page<WithLines>> list(PageRequest page) {
    return database.read(sql -> store.list(sql, page).flatMap(batches -> withLines(sql, batches)));
  }

  private Single<Page<WithLines>> withLines(SqlClient sql, Page<ImportBatch> batches) {
    return lines
        .ofBatches(sql, batches.rows().stream().map(ImportBatch::id).toList())
        .map(all -> all.stream().collect(groupingBy(ImportLine::batchId)))
        .map(
            all ->
                batches.map(each -> new WithLines(each, all.getOrDefault(each.id(), List.of()))));
  }

  /** Fails with {@code not_found}. */
  Single<WithLines> get(UUID id) {
    return database.read(sql -> get(sql, id));
  }

  private Single<WithLines> get(SqlClient sql, UUID id) {
    return store
        .find(sql, id)
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .flatMap(batch -> lines.ofBatches(sql, List.of(id)).map(all -> new WithLines(batch, all)));
  }

  /** Fails with {@code invalid} on {@code supplier} or {@code parser}. */
  Single<WithLines> create(Transaction tx, ImportHeader header) {
    return suppliers
        .requireUsable(tx, header.supplierId(), header.parserId())
        .andThen(
            Single.defer(
                () -> store.add(tx.sql(), header, Status.DRAFT, tx.actor().id(), time.now())))
        .map(batch -> new WithLines(batch, List.of()));
  }

  /** Its lines stay; fails with {@code not_found}, {@code invalid_state}, or as a new one does. */
  Single<WithLines> change(Transaction tx, UUID id, JsonObject body) {
    boolean isReadOtherwise = body.containsKey("supplier") || body.containsKey("parser");
    return lock(tx, id)
        .map(batch -> ImportHeader.of(body, batch.header()))
        .flatMap(
            header ->
                isReadOtherwise
                    ? suppliers
                        .requireUsable(tx, header.supplierId(), header.parserId())
                        .toSingleDefault(header)
                    : Single.just(header))
        .flatMapCompletable(header -> store.change(tx.sql(), id, header))
        .andThen(Single.defer(() -> get(tx.sql(), id)));
  }

  /** Fails with {@code not_found}, or {@code invalid_state} once it is confirmed. */
  Completable delete(Transaction tx, UUID id) {
    return lock(tx, id).flatMapCompletable(batch -> store.remove(tx.sql(), id));
  }

  private Single<ImportBatch> lock(Transaction tx, UUID id) {
    return store
        .lock(tx.sql(), id)
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .map(ImportBatch::open);
  }

  /**
   * Reads the text of a batch, before the transaction that keeps the lines: it takes long. Empty
   * when there is no such batch, or it is confirmed.
   */
  Single<Optional<Reading>> read(UUID id) {
    return database
        .read(sql -> store.text(sql, id).map(Optional::of).defaultIfEmpty(Optional.empty()))
        .flatMap(
            found ->
                found
                    .map(
                        text ->
                            reader
                                .read(text.parserKey(), text.rawText())
                                .map(all -> Optional.of(new Reading(text, all))))
                    .orElse(Single.just(Optional.empty())));
  }

  /**
   * Replaces the lines by those of the text.
   *
   * <p>Fails with {@code not_found}, {@code invalid_state}, {@code invalid_raw_text} when there are
   * none, or {@code conflict} when the text is another one meanwhile.
   */
  Single<WithLines> parse(Transaction tx, UUID id, Optional<Reading> reading) {
    return lock(tx, id)
        .map(batch -> linesOf(batch.header(), reading))
        .flatMapCompletable(found -> replaceLines(tx, id, found))
        .andThen(Single.defer(() -> get(tx.sql(), id)));
  }

  private static List<ParsedLine> linesOf(ImportHeader header, Optional<Reading> reading) {
    List<ParsedLine> found =
        reading
            .filter(each -> each.text().parserId().equals(header.parserId()))
            .filter(each -> each.text().rawText().equals(header.rawText()))
            .map(Reading::lines)
            .orElseThrow(() -> Failure.conflict("conflict", "El texto cambió mientras se leía."));
    if (found.isEmpty()) {
      throw Failure.refused("invalid_raw_text", "El texto no tiene ninguna línea de producto.");
    }
    return found;
  }

  private Completable replaceLines(Transaction tx, UUID id, List<ParsedLine> found) {
    JsonObject payload = new JsonObject().put("lines", found.size());
    return lines
        .removeAll(tx.sql(), id)
        .andThen(lines.add(tx.sql(), id, found.stream().map(NewLine::of).toList()))
        .andThen(store.markParsed(tx.sql(), id))
        .andThen(audit.record(tx, AuditRecord.of("import.parse", "import_batch", id, payload)));
  }

  /** Fails with {@code not_found}, {@code invalid_state}, or {@code invalid} on what is unknown. */
  Single<LineFields> changeLine(Transaction tx, UUID lineId, JsonObject body) {
    return store
        .lockOfLine(tx.sql(), lineId)
        .map(ImportBatch::open)
        .flatMap(batch -> lines.find(tx.sql(), lineId))
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .flatMap(before -> changeLine(tx, lineId, before, LineFields.of(body, before)));
  }

  private Single<LineFields> changeLine(
      Transaction tx, UUID lineId, LineFields before, LineFields after) {
    return lines
        .change(tx.sql(), lineId, after)
        .andThen(
            audit.record(
                tx,
                AuditRecord.update(
                    "import.line_update", "import_line", lineId, before.toJson(), after.toJson())))
        .toSingleDefault(after);
  }
}
