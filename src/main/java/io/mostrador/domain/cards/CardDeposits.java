package io.mostrador.domain.cards;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.cards.CardPayment.Deposit;
import io.mostrador.domain.cards.DepositStore.Locked;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Ids;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Single;
import java.util.UUID;

/** Ticks card payments off against the bank's statement; every entry stays. */
public final class CardDeposits {

  private static final String ENTITY = "sale_payment";
  private static final String CONFIRMED = "CONFIRMED";

  private final BusinessTime time;
  private final AuditLog audit;
  private final DepositStore store = new DepositStore();
  private final CardPaymentStore payments = new CardPaymentStore();

  public CardDeposits(BusinessTime time, AuditLog audit) {
    this.time = time;
    this.audit = audit;
  }

  /**
   * The payment as it is now; fails with {@code not_found}, or with {@code conflict} when it is
   * ticked off already or its sale is not confirmed.
   */
  Single<CardPayment> reconcile(Transaction tx, UUID payment, Deposit deposit) {
    return lock(tx, payment)
        .doOnSuccess(CardDeposits::requireOpen)
        .flatMapCompletable(
            open -> store.add(tx.sql(), payment, Ids.next(), deposit, tx.actor().id(), time.now()))
        .andThen(payments.find(tx.sql(), payment).toSingle())
        .flatMap(after -> recorded(tx, "card_payment.reconcile", after, after));
  }

  private static void requireOpen(Locked payment) {
    if (!payment.saleStatus().equals(CONFIRMED)) {
      throw Failure.conflict("conflict", "La venta de este pago no está confirmada.");
    }
    if (payment.deposit().isPresent()) {
      throw Failure.conflict("conflict", "Este pago ya está conciliado.");
    }
  }

  /**
   * The payment as it is now, whatever became of its sale; fails with {@code not_found}, or with
   * {@code conflict} when it is not ticked off.
   */
  Single<CardPayment> unreconcile(Transaction tx, UUID payment) {
    return lock(tx, payment)
        .map(CardDeposits::standing)
        .flatMap(
            deposit ->
                payments
                    .find(tx.sql(), payment)
                    .toSingle()
                    .flatMap(before -> undo(tx, before, deposit)));
  }

  private static UUID standing(Locked payment) {
    return payment
        .deposit()
        .orElseThrow(() -> Failure.conflict("conflict", "Este pago no está conciliado."));
  }

  private Single<CardPayment> undo(Transaction tx, CardPayment before, UUID deposit) {
    return store
        .undo(tx.sql(), before.id(), deposit, tx.actor().id(), time.now())
        .andThen(payments.find(tx.sql(), before.id()).toSingle())
        .flatMap(after -> recorded(tx, "card_payment.unreconcile", before, after));
  }

  private Single<Locked> lock(Transaction tx, UUID payment) {
    return store.lock(tx.sql(), payment).switchIfEmpty(Single.error(() -> Failure.notFound()));
  }

  /** Tells the audit of {@code told}, the state with the deposit that it is about. */
  private Single<CardPayment> recorded(
      Transaction tx, String action, CardPayment told, CardPayment now) {
    return audit
        .record(tx, AuditRecord.of(action, ENTITY, told.id(), told.toJson(time)))
        .toSingleDefault(now);
  }
}
