package io.mostrador.domain.investors;

import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All that decides about a purchase, read while nobody else can change it.
 *
 * @param offersByProduct those of the order's products that exist
 * @param owned what the investor has of them already
 */
record Shelf(Map<UUID, Offer> offersByProduct, List<Assignment> owned, Balances balances) {

  /**
   * A product as an investor may buy it.
   *
   * @param assignable units on hand that no investor owns
   */
  record Offer(UUID product, boolean isActive, BigDecimal assignable) {

    static Offer from(Row row) {
      return new Offer(
          row.getUUID("id"),
          row.getBoolean("is_active"),
          row.getBigDecimal("investor_assignable_qty"));
    }
  }

  /** Fails with {@code invalid} on {@code lines} by product, or else on {@code capital}. */
  void check(PurchaseOrder order) {
    JsonObject problems = new JsonObject();
    order
        .unitsByProduct()
        .forEach(
            (product, units) ->
                problem(product, units)
                    .ifPresent(problem -> problems.put(product.toString(), problem)));
    order.lines().stream()
        .filter(line -> !isStorable(line))
        .forEach(
            line -> problems.put(line.product().toString(), "El importe es demasiado grande."));
    if (!problems.isEmpty()) {
      throw Failure.invalid(new JsonObject().put("lines", problems));
    }
    if (order.total().compareTo(balances.capital()) > 0) {
      throw Failure.invalid(
          "capital",
          "La compra suma %s y el capital disponible es %s."
              .formatted(
                  Decimals.moneyText(order.total()), Decimals.moneyText(balances.capital())));
    }
  }

  /** What the investor had of the same product at the same cost; empty for the first time. */
  Optional<Assignment> ownedBefore(PurchaseLine line) {
    return owned.stream().filter(line::isOf).findFirst();
  }

  private boolean isStorable(PurchaseLine line) {
    BigDecimal before = ownedBefore(line).map(Assignment::qtyAssigned).orElse(Decimals.ZERO);
    return Decimals.isStorable(line.amount()) && Decimals.isStorable(before.add(line.qty()));
  }

  private Optional<String> problem(UUID product, BigDecimal units) {
    Offer offer = offersByProduct.get(product);
    if (offer == null || !offer.isActive()) {
      return Optional.of("El producto no existe o no está activo.");
    }
    return units.compareTo(offer.assignable()) > 0
        ? Optional.of("Solo hay %s sin asignar.".formatted(Decimals.moneyText(offer.assignable())))
        : Optional.empty();
  }
}
