package io.mostrador.domain.investors;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Binds the operations that write the ledger or show it. */
final class LedgerOperations {

  private final Database database;
  private final BusinessTime time;
  private final Funds funds;
  private final InvestorPurchases purchases;

  LedgerOperations(Database database, BusinessTime time, Funds funds, InvestorPurchases purchases) {
    this.database = database;
    this.time = time;
    this.funds = funds;
    this.purchases = purchases;
  }

  Map<String, Function<Request, Single<Reply>>> byId() {
    return Map.of(
        "depositCapital", request -> move(request, funds::deposit),
        "withdrawCapital", request -> move(request, funds::withdraw),
        "reinvestProfit", this::reinvest,
        "purchaseGoods", this::purchase,
        "getLedger", this::ledger,
        "getOwnLedger", this::ownLedger);
  }

  /** What deposits and withdrawals have in common. */
  private interface Movement {
    Single<LedgerEntry> of(Transaction tx, UUID investor, BigDecimal amount, String note);
  }

  private Single<Reply> move(Request request, Movement movement) {
    return database.write(
        request,
        tx ->
            movement
                .of(tx, request.id("id"), amount(request), note(request))
                .map(entry -> Reply.created(entry.toJson(time))));
  }

  private Single<Reply> reinvest(Request request) {
    UUID investor = request.id("id");
    return database.write(
        request,
        tx ->
            funds
                .reinvest(tx, investor, amount(request), note(request))
                .map(
                    balances ->
                        Reply.ok(
                            new JsonObject()
                                .put("investor_id", investor.toString())
                                .put("balances", balances.toJson()))));
  }

  private static BigDecimal amount(Request request) {
    return Request.amount(request.body(), "amount");
  }

  private static String note(Request request) {
    return request.body().getString("note", "");
  }

  private Single<Reply> purchase(Request request) {
    PurchaseOrder order = PurchaseOrder.of(request.id("id"), request.body());
    return database.write(
        request, tx -> purchases.buy(tx, order).map(bought -> Reply.created(bought.toJson(time))));
  }

  private Single<Reply> ledger(Request request) {
    return funds
        .entries(request.page(), request.id("id"), LedgerFilter.of(request, time))
        .map(page -> Reply.ok(page.toJson(request.origin().url(), time)));
  }

  private Single<Reply> ownLedger(Request request) {
    return funds
        .ownEntries(request.page(), request.actor(), LedgerFilter.of(request, time))
        .map(page -> Reply.ok(page.toJson(request.origin().url(), time)));
  }
}
