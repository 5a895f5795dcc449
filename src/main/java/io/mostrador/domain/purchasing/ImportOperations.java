package io.mostrador.domain.purchasing;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The contract's operations on import batches and their lines. */
record ImportOperations(
    Database database, BusinessTime time, Imports imports, ImportConfirmation confirmation) {

  Map<String, Function<Request, Single<Reply>>> byName() {
    return Map.of(
        "listImportBatches", this::list,
        "getImportBatch", this::get,
        "createImportBatch", this::create,
        "replaceImportBatch", this::change,
        "changeImportBatch", this::change,
        "deleteImportBatch", this::delete,
        "parseImportBatch", this::parse,
        "confirmImportBatch", this::confirm,
        "previewConfirmImport", this::previewConfirm,
        "changeImportLine", this::changeLine);
  }

  private Single<Reply> list(Request request) {
    return imports
        .list(request.page())
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private Single<Reply> get(Request request) {
    return imports.get(request.id("id")).map(batch -> Reply.ok(batch.toJson(time)));
  }

  private Single<Reply> create(Request request) {
    return database.write(
        request,
        tx ->
            imports
                .create(tx, ImportHeader.of(request.body()))
                .map(batch -> Reply.created(batch.toJson(time))));
  }

  private Single<Reply> change(Request request) {
    return database.write(
        request,
        tx ->
            imports
                .change(tx, request.id("id"), request.body())
                .map(batch -> Reply.ok(batch.toJson(time))));
  }

  private Single<Reply> delete(Request request) {
    return database.write(
        request, tx -> imports.delete(tx, request.id("id")).toSingle(Reply::noContent));
  }

  /** The text is read before the transaction opens: it may take tenths of a second. */
  private Single<Reply> parse(Request request) {
    UUID id = request.id("id");
    return imports
        .read(id)
        .flatMap(
            reading ->
                database.write(
                    request,
                    tx ->
                        imports.parse(tx, id, reading).map(batch -> Reply.ok(batch.toJson(time)))));
  }

  private Single<Reply> confirm(Request request) {
    return database.write(
        request,
        tx ->
            confirmation
                .confirm(tx, request.id("id"))
                .map(
                    confirmed ->
                        confirmed.isNew()
                            ? Reply.created(confirmed.toJson())
                            : Reply.ok(confirmed.toJson())));
  }

  private Single<Reply> previewConfirm(Request request) {
    List<NewLine> lines =
        Request.objects(request.body(), "lines").stream().map(NewLine::ofPreview).toList();
    return database.write(
        request,
        tx ->
            confirmation
                .confirm(tx, ImportHeader.of(request.body()), lines)
                .map(confirmed -> Reply.created(confirmed.toJson())));
  }

  private Single<Reply> changeLine(Request request) {
    return database.write(
        request,
        tx ->
            imports
                .changeLine(tx, request.id("id"), request.body())
                .map(fields -> Reply.ok(fields.toJson())));
  }
}
