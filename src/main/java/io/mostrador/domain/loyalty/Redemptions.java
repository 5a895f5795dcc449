package io.mostrador.domain.loyalty;

import io.mostrador.domain.customers.Customers;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** Explains rewards that were given. */
public final class Redemptions {

  private final Database database;
  private final Customers customers;
  private final RedemptionStore store = new RedemptionStore();
  private final EventStore events = new EventStore();

  public Redemptions(Database database, Customers customers) {
    this.database = database;
    this.customers = customers;
  }

  /**
   * A reward, why it was given, and what happened to it since.
   *
   * @param later oldest first
   */
  record Trace(RedemptionStore.Explained explained, List<Event> later) {

    JsonObject toJson(BusinessTime time) {
      JsonArray exceptions = new JsonArray();
      later.stream()
          .filter(event -> event.kind() == Event.Kind.EXCEPTION)
          .forEach(event -> exceptions.add(event.toJson(time)));
      JsonObject reversal =
          later.stream()
              .filter(event -> event.kind() == Event.Kind.REVERSED)
              .findFirst()
              .map(event -> event.toJson(time))
              .orElse(null);
      return explained
          .redemption()
          .toJson(time)
          .put("sha256", explained.sha256())
          .mergeIn(explained.definition().toJson())
          .mergeIn(explained.details())
          .put("reversal", reversal)
          .put("exceptions", exceptions);
    }
  }

  /** Newest first. */
  Single<Page<Redemption>> list(PageRequest page, Redemption.Filter filter) {
    return database.list(sql -> store.list(sql, page, filter));
  }

  /** Fails with {@code not_found}. */
  Single<Trace> get(UUID id) {
    return database.read(
        sql ->
            store
                .find(sql, id)
                .switchIfEmpty(Single.error(() -> Failure.notFound()))
                .zipWith(store.laterEvents(sql, id), Trace::new));
  }

  /** Newest first; fails with {@code not_found}. */
  Single<Page<Event>> eventsOf(PageRequest page, UUID customer) {
    return database.read(
        sql ->
            customers
                .find(sql, customer)
                .switchIfEmpty(Single.error(() -> Failure.notFound()))
                .flatMap(found -> events.ofCustomer(sql, page, customer)));
  }
}
