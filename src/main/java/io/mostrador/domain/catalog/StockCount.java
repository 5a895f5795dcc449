package io.mostrador.domain.catalog;

import io.mostrador.domain.inventory.Inventory;
import io.mostrador.domain.inventory.Movement;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.math.BigDecimal;
import java.util.UUID;

/** Sets a product's stock to a counted figure: what is missing or over becomes a movement. */
final class StockCount {

  static final String ON_CREATE = "product_create_adjustment";
  static final String ON_CHANGE = "manual_stock_adjustment";

  private final Inventory inventory;
  private final StockRaised stockRaised;

  StockCount(Inventory inventory, StockRaised stockRaised) {
    this.inventory = inventory;
    this.stockRaised = stockRaised;
  }

  /**
   * What was counted.
   *
   * @param units null when nobody counted
   * @param reason needed for a difference
   * @param referenceType what the movement will refer to
   */
  record Counted(BigDecimal units, String reason, String referenceType) {}

  /**
   * Nobody else moves the product from now on, so that what is read next is what the count finds.
   */
  Completable begin(Transaction tx, UUID productId) {
    return inventory.lockStock(tx, productId).ignoreElement();
  }

  /**
   * Fails with {@code invalid} on {@code stock_adjust_reason} for a difference without reason.
   *
   * @param unitCost null when it is not known
   */
  Completable apply(Transaction tx, UUID productId, BigDecimal unitCost, Counted counted) {
    if (counted.units() == null) {
      return Completable.complete();
    }
    return inventory
        .lockStock(tx, productId)
        .map(onHand -> counted.units().subtract(onHand))
        .filter(difference -> difference.signum() != 0)
        .flatMapCompletable(difference -> move(tx, productId, unitCost, counted, difference));
  }

  private Completable move(
      Transaction tx, UUID productId, BigDecimal unitCost, Counted counted, BigDecimal difference) {
    if (counted.reason() == null || counted.reason().isEmpty()) {
      return Completable.error(
          Failure.invalid("stock_adjust_reason", "Indica el motivo del ajuste de existencias."));
    }
    boolean isBought = difference.signum() > 0 && unitCost != null && unitCost.signum() > 0;
    Single<UUID> reference =
        isBought
            ? stockRaised.bought(tx, productId, difference, unitCost)
            : Single.fromCallable(UUID::randomUUID);
    Movement.Type type = isBought ? Movement.Type.INBOUND : Movement.Type.ADJUSTMENT;
    return reference
        .map(id -> Movement.Reference.to(counted.referenceType(), id))
        .map(to -> new Movement(productId, type, difference, to, counted.reason()))
        .flatMapCompletable(movement -> inventory.move(tx, java.util.List.of(movement)));
  }
}
