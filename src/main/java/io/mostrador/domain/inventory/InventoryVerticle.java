package io.mostrador.domain.inventory;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Map;

/** Binds the contract's inventory operations to {@link Inventory}. */
public final class InventoryVerticle extends DomainVerticle {

  public InventoryVerticle(Database database, BusinessTime time, Inventory inventory) {
    super(
        "inventory",
        Map.of(
            "listMovements", request -> list(inventory, time, request),
            "getMovement", request -> get(inventory, time, request),
            "createMovement", request -> create(database, inventory, time, request),
            "listStocks", request -> stocks(inventory, request)));
  }

  private static Single<Reply> list(Inventory inventory, BusinessTime time, Request request) {
    return inventory
        .movements(request.page(), request.idOrNull("product"))
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private static Single<Reply> get(Inventory inventory, BusinessTime time, Request request) {
    return inventory.movement(request.id("id")).map(moved -> Reply.ok(moved.toJson(time)));
  }

  private static Single<Reply> create(
      Database database, Inventory inventory, BusinessTime time, Request request) {
    return database.write(
        request,
        tx ->
            inventory
                .moveByHand(tx, Inventory.movement(request.body()))
                .map(moved -> Reply.created(moved.toJson(time))));
  }

  private static Single<Reply> stocks(Inventory inventory, Request request) {
    return inventory.stocks(request.idOrNull("product")).map(InventoryVerticle::array);
  }

  private static Reply array(List<Stock> stocks) {
    JsonArray rows = new JsonArray();
    stocks.forEach(stock -> rows.add(stock.toJson()));
    return Reply.ok(rows);
  }
}
