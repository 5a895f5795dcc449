package io.mostrador.domain.purchasing;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import java.util.Map;
import java.util.function.Function;

/** The contract's operations on receipts. */
record ReceiptOperations(Database database, BusinessTime time, Receipts receipts) {

  Map<String, Function<Request, Single<Reply>>> byName() {
    return Map.of(
        "listReceipts", this::list,
        "getReceipt", this::get,
        "createReceipt", this::create,
        "confirmReceipt", this::confirm,
        "deleteReceipt", this::delete);
  }

  private Single<Reply> list(Request request) {
    return receipts
        .list(request.page(), request.actor())
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private Single<Reply> get(Request request) {
    return receipts
        .get(request.id("id"), request.actor())
        .map(receipt -> Reply.ok(receipt.toJson(time)));
  }

  private Single<Reply> create(Request request) {
    return database.write(
        request,
        tx ->
            receipts
                .create(tx, ReceiptBody.read(request.body()))
                .map(receipt -> Reply.created(receipt.toJson(time))));
  }

  private Single<Reply> confirm(Request request) {
    return database.write(
        request,
        tx ->
            receipts
                .post(tx, request.id("id"))
                .map(receipt -> Reply.ok(receipt.toJson(time)))
                .defaultIfEmpty(alreadyConfirmed()));
  }

  /** In the form of a refusal, but with 200: clients treat it as done. */
  private static Reply alreadyConfirmed() {
    return Reply.ok(
        Failure.refused("already_confirmed", "La compra ya estaba confirmada.").toJson());
  }

  private Single<Reply> delete(Request request) {
    return database.write(
        request, tx -> receipts.delete(tx, request.id("id")).toSingle(Reply::noContent));
  }
}
