package io.mostrador.domain.sales;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.customers.StoreCredit;
import io.mostrador.domain.inventory.Inventory;
import io.mostrador.domain.inventory.Movement;
import io.mostrador.domain.loyalty.Rewards;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Capability;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Undoes confirmed sales: everything the confirmation did is taken back, once. */
public final class Voids {

  private static final Duration CASHIERS_WINDOW = Duration.ofMinutes(10);
  private static final String REFERENCE = "sale_void";
  private static final String NO_REASON = "Sin motivo";

  private final BusinessTime time;
  private final AuditLog audit;
  private final Inventory inventory;
  private final StoreCredit storeCredit;
  private final Earnings earnings;
  private final Rewards rewards;
  private final SaleVoided saleVoided;
  private final SaleStore store = new SaleStore();

  Voids(
      BusinessTime time,
      AuditLog audit,
      Inventory inventory,
      StoreCredit storeCredit,
      Earnings earnings,
      Rewards rewards,
      SaleVoided saleVoided) {
    this.time = time;
    this.audit = audit;
    this.inventory = inventory;
    this.storeCredit = storeCredit;
    this.earnings = earnings;
    this.rewards = rewards;
    this.saleVoided = saleVoided;
  }

  /** An administrator at any time, a cashier the own sale while the window is open. */
  static boolean mayVoid(
      Actor actor, int cashierId, OffsetDateTime confirmedAt, OffsetDateTime now) {
    boolean isOwn = actor.id() == cashierId && actor.may(Capability.SALES_VOID_OWN_WINDOW);
    return actor.may(Capability.SALES_VOID)
        || (isOwn && !now.isAfter(confirmedAt.plus(CASHIERS_WINDOW)));
  }

  /**
   * The sale as it is now; fails with {@code not_found}, {@code invalid_state} or {@code
   * forbidden}.
   */
  Single<Sale> voidSale(Transaction tx, UUID id, Optional<String> reason) {
    return store
        .lock(tx.sql(), id)
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .doOnSuccess(sale -> requireVoidable(tx.actor(), sale))
        .flatMap(sale -> undo(tx, sale, reason.orElse(NO_REASON)));
  }

  private void requireVoidable(Actor actor, Sale sale) {
    if (sale.status() != Sale.Status.CONFIRMED) {
      throw Failure.refused("invalid_state", "Solo se puede anular una venta confirmada.");
    }
    if (!mayVoid(actor, sale.cashierId(), sale.confirmedAt(), time.now())) {
      throw Failure.forbidden(
          "Solo puedes anular tus propias ventas, hasta diez minutos después de confirmarlas.");
    }
  }

  private Single<Sale> undo(Transaction tx, Sale sale, String reason) {
    OffsetDateTime now = time.now();
    return Single.zip(
            store.lines(tx.sql(), sale.id()),
            store.payments(tx.sql(), sale.id()),
            (lines, payments) -> takeBack(tx, sale, reason, lines, payments))
        .flatMapCompletable(done -> done)
        .andThen(store.markVoid(tx.sql(), sale.id(), now, reason))
        .andThen(audit.record(tx, record(sale, reason)))
        .toSingle(() -> sale.voided(now));
  }

  /** In lock order; stock and month totals last, since all sales share them. */
  private Completable takeBack(
      Transaction tx, Sale sale, String reason, List<SaleLine> lines, List<Payment> payments) {
    return saleVoided
        .voided(tx, sale)
        .andThen(Completable.defer(() -> takeRewardBack(tx, sale, reason)))
        .andThen(Completable.defer(() -> giveCreditBack(tx, sale, payments)))
        .andThen(Completable.defer(() -> earnings.takeBackInvestorGoods(tx, sale.id())))
        .andThen(
            Completable.defer(
                () ->
                    Completable.mergeArray(
                        inventory.move(tx, returned(sale, lines)), earnings.countOut(tx, sale))));
  }

  private Completable takeRewardBack(Transaction tx, Sale sale, String reason) {
    return sale.customerId() == null
        ? Completable.complete()
        : rewards.voided(tx, sale.id(), sale.customerId(), reason);
  }

  private Completable giveCreditBack(Transaction tx, Sale sale, List<Payment> payments) {
    BigDecimal credit = SaleDrafts.credit(payments);
    return credit.signum() == 0
        ? Completable.complete()
        : storeCredit.give(
            tx,
            sale.customerId(),
            StoreCredit.Kind.SALE_VOID,
            credit,
            new StoreCredit.Reference(REFERENCE, sale.id().toString()));
  }

  private static List<Movement> returned(Sale sale, List<SaleLine> lines) {
    Movement.Reference reference = Movement.Reference.to(REFERENCE, sale.id());
    return lines.stream()
        .map(SaleLine::sold)
        .map(line -> Movement.of(line.product(), Movement.Type.INBOUND, line.qty(), reference))
        .toList();
  }

  private static AuditRecord record(Sale sale, String reason) {
    return AuditRecord.of(
        "sale.void",
        "sale",
        sale.id(),
        new JsonObject().put("reason", reason).put("total", sale.total().toPlainString()));
  }
}
