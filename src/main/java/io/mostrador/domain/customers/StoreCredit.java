package io.mostrador.domain.customers;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.math.BigDecimal;
import java.util.UUID;

/** Gives and takes the credit that customers have with the store. */
public final class StoreCredit {

  private final BusinessTime time;
  private final StoreCreditStore store = new StoreCreditStore();

  public StoreCredit(BusinessTime time) {
    this.time = time;
  }

  /** Why credit was given or used. */
  public enum Kind {
    LAYAWAY_EXPIRED,
    SALE,
    SALE_VOID,
    LAYAWAY_PAYMENT,
    MANUAL
  }

  /** What the credit was given or used for; both may be empty. */
  public record Reference(String type, String id) {}

  /** 0.00 for a customer who never had any. */
  public Single<BigDecimal> balance(Transaction tx, UUID customerId) {
    return store.balance(tx.sql(), customerId).defaultIfEmpty(Decimals.ZERO);
  }

  /** Adds to the balance. */
  public Completable give(
      Transaction tx, UUID customerId, Kind kind, BigDecimal amount, Reference reference) {
    return store.add(tx.sql(), customerId, kind, amount, reference, actor(tx), time.now());
  }

  /** Takes from the balance; fails with {@code invalid_payment} when there is less. */
  public Completable use(
      Transaction tx, UUID customerId, Kind kind, BigDecimal amount, Reference reference) {
    return store.add(tx.sql(), customerId, kind, amount.negate(), reference, actor(tx), time.now());
  }

  private static Integer actor(Transaction tx) {
    return tx.actor().isAnonymous() ? null : tx.actor().id();
  }

  static Failure insufficient() {
    return Failure.refused("invalid_payment", "El crédito del cliente no alcanza.");
  }
}
