package io.mostrador.domain.purchasing;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Binds the contract's purchasing operations to {@link Suppliers}, imports and receipts. */
public final class PurchasingVerticle extends DomainVerticle {

  public PurchasingVerticle(
      Database database,
      BusinessTime time,
      Suppliers suppliers,
      Imports imports,
      ImportConfirmation confirmation,
      Receipts receipts) {
    super(
        "purchasing",
        operations(
            suppliers,
            new ImportOperations(database, time, imports, confirmation),
            new ReceiptOperations(database, time, receipts)));
  }

  private static Map<String, Function<Request, Single<Reply>>> operations(
      Suppliers suppliers, ImportOperations imports, ReceiptOperations receipts) {
    Map<String, Function<Request, Single<Reply>>> operations = new HashMap<>();
    operations.putAll(imports.byName());
    operations.putAll(receipts.byName());
    operations.put("listSuppliers", request -> list(suppliers, request));
    operations.put("listSupplierParsers", request -> listParsers(suppliers, request));
    return operations;
  }

  private static Single<Reply> list(Suppliers suppliers, Request request) {
    return suppliers
        .list(request.page())
        .map(page -> Reply.ok(page.toJson(request.origin().url(), Supplier::toJson)));
  }

  private static Single<Reply> listParsers(Suppliers suppliers, Request request) {
    return suppliers
        .parsers(request.page(), request.idOrNull("supplier"))
        .map(page -> Reply.ok(page.toJson(request.origin().url(), SupplierParser::toJson)));
  }
}
