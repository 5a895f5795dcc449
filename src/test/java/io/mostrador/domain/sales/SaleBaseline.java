package io.mostrador.domain.sales;

import io.mostrador.kernel.Actor;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A sale's statements without HTTP, JSON, the user's look-up and the bus: what benches hold
 * against.
 */
public final class SaleBaseline {

  private final Database database;
  private final Sales sales;
  private final Actor actor;

  public SaleBaseline(Database database, Sales sales, Actor actor) {
    this.database = database;
    this.sales = sales;
    this.actor = actor;
  }

  /** Sells what a body of the contract says. */
  public Single<?> sell(JsonObject body) {
    SaleInput input = SaleInput.of(body);
    return database.transaction(actor, tx -> sales.createAndConfirm(tx, input, Optional.empty()));
  }
}
