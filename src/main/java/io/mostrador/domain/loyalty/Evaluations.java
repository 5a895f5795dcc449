package io.mostrador.domain.loyalty;

import io.mostrador.domain.customers.Customers;
import io.mostrador.domain.customers.Phone;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what programmes would give, without giving it. */
public final class Evaluations {

  private final Database database;
  private final BusinessTime time;
  private final Customers customers;
  private final Judgement judgement;

  /**
   * @param maxPct most that a line is discounted by promotion and by hand together
   */
  public Evaluations(Database database, BusinessTime time, Customers customers, BigDecimal maxPct) {
    this.database = database;
    this.time = time;
    this.customers = customers;
    this.judgement = new Judgement(time, maxPct);
  }

  /**
   * Who is at the counter, with what.
   *
   * @param customer null where only the phone is known
   */
  record Counter(@Nullable UUID customer, Optional<Phone> phone, List<CartLine> lines) {}

  /**
   * What all active programmes say, best first.
   *
   * @param customer null for a phone that nobody has
   */
  record Said(@Nullable UUID customer, OffsetDateTime at, List<Evaluation> evaluations) {

    JsonObject toJson(BusinessTime time) {
      JsonArray results = new JsonArray();
      evaluations.forEach(evaluation -> results.add(evaluation.toJson()));
      return new JsonObject()
          .put("customer", customer == null ? null : customer.toString())
          .put("evaluated_at", time.text(at))
          .put("results", results);
    }
  }

  /** Fails with {@code invalid} on {@code customer} or {@code lines}. */
  Single<Said> atCounter(Counter counter) {
    return database.read(
        sql ->
            Single.zip(
                    customer(sql, counter),
                    judgement.cart(sql, refuseRepeated(counter.lines())),
                    (customer, cart) ->
                        said(sql, customer, Optional.of(requireAll(counter.lines(), cart))))
                .flatMap(said -> said));
  }

  /** What the history alone allows; fails with {@code not_found}. */
  Single<Said> ofCustomer(UUID id) {
    return database.read(
        sql ->
            customers
                .find(sql, id)
                .switchIfEmpty(Single.error(() -> Failure.notFound()))
                .flatMap(customer -> said(sql, Optional.of(id), Optional.empty())));
  }

  private Single<Said> said(SqlClient sql, Optional<UUID> customer, Optional<Cart> cart) {
    return judgement
        .ofAll(sql, customer.orElse(null), cart)
        .map(evaluations -> new Said(customer.orElse(null), time.now(), evaluations));
  }

  private Single<Optional<UUID>> customer(SqlClient sql, Counter counter) {
    if (counter.customer() != null) {
      return customers
          .find(sql, counter.customer())
          .switchIfEmpty(Single.error(() -> Failure.invalid("customer", "El cliente no existe.")))
          .map(customer -> Optional.of(customer.id()));
    }
    return counter
        .phone()
        .map(phone -> customers.find(sql, phone))
        .orElseThrow(() -> Failure.invalid("customer", "Indica el cliente o su teléfono."))
        .map(customer -> Optional.of(customer.id()))
        .defaultIfEmpty(Optional.empty());
  }

  private static List<CartLine> refuseRepeated(List<CartLine> lines) {
    Set<UUID> products = new HashSet<>();
    if (!lines.stream().map(CartLine::product).allMatch(products::add)) {
      throw Failure.invalid("lines", "Un producto no puede repetirse en la venta.");
    }
    return lines;
  }

  private static Cart requireAll(List<CartLine> lines, Cart cart) {
    if (cart.lines().size() == lines.size()) {
      return cart;
    }
    Set<UUID> known = new HashSet<>(cart.lines().stream().map(CartLine::product).toList());
    JsonArray faults = new JsonArray();
    for (CartLine line : lines) {
      JsonArray message = new JsonArray().add("El producto no existe.");
      faults.add(
          known.contains(line.product())
              ? new JsonObject()
              : new JsonObject().put("product", message));
    }
    throw Failure.invalid(new JsonObject().put("lines", faults));
  }
}
