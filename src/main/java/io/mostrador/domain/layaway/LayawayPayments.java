package io.mostrador.domain.layaway;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.customers.StoreCredit;
import io.mostrador.domain.layaway.LayawayInput.PaymentInput;
import io.mostrador.domain.sales.CardPlans;
import io.mostrador.domain.sales.Payment;
import io.mostrador.domain.sales.Sales;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Takes payments for what is put aside; the one that pays the rest makes a sale of it.
 *
 * <p>Store credit is used when the payment is taken. The sale holds it as a payment, so a void
 * gives it back, and an expiry turns it into credit with everything else that was paid: once each.
 */
public final class LayawayPayments {

  private final BusinessTime time;
  private final AuditLog audit;
  private final StoreCredit storeCredit;
  private final CardPlans cardPlans;
  private final Sales sales;
  private final LayawayStore store = new LayawayStore();
  private final LayawayDetailStore details = new LayawayDetailStore();

  public LayawayPayments(
      BusinessTime time,
      AuditLog audit,
      StoreCredit storeCredit,
      CardPlans cardPlans,
      Sales sales) {
    this.time = time;
    this.audit = audit;
    this.storeCredit = storeCredit;
    this.cardPlans = cardPlans;
    this.sales = sales;
  }

  /**
   * Fails with {@code invalid}, {@code not_found}, {@code invalid_state}, or {@code
   * invalid_payment} when more is paid than is due, or than there is of store credit.
   */
  Single<LayawayDetail> pay(Transaction tx, UUID id, List<PaymentInput> payments) {
    return Completable.fromAction(() -> LayawayRules.requireSome(LayawayRules.PAYMENTS, payments))
        .andThen(Single.defer(() -> take(tx, id, payments, LayawayRules::requireAtMost)));
  }

  /** Fails as {@link #pay} does, and with {@code invalid_payment} when anything stays due. */
  Single<LayawayDetail> settle(Transaction tx, UUID id, List<PaymentInput> payments) {
    return take(tx, id, payments, LayawayRules::requireAll);
  }

  /**
   * @param rule of what is due and what is paid now
   */
  private Single<LayawayDetail> take(
      Transaction tx, UUID id, List<PaymentInput> input, BiConsumer<BigDecimal, BigDecimal> rule) {
    return cardPlans
        .active(tx.sql())
        .map(plans -> LayawayRules.payments(LayawayRules.PAYMENTS, input, plans))
        .flatMapCompletable(
            payments ->
                store
                    .lock(tx.sql(), id)
                    .switchIfEmpty(Single.error(() -> Failure.notFound()))
                    .doOnSuccess(layaway -> tx.requireCurrent(layaway.revision()))
                    .doOnSuccess(Layaway::requireActive)
                    .doOnSuccess(
                        layaway -> rule.accept(layaway.balanceDue(), LayawayRules.sum(payments)))
                    .flatMapCompletable(layaway -> keep(tx, layaway, payments)))
        .andThen(Single.defer(() -> details.find(tx.sql(), id).toSingle()));
  }

  private Completable keep(Transaction tx, Layaway layaway, List<Payment> payments) {
    BigDecimal left = layaway.balanceDue().subtract(LayawayRules.sum(payments));
    return useCredit(tx, layaway, LayawayRules.credit(payments))
        .andThen(write(tx, layaway, payments))
        .andThen(audit.record(tx, record(layaway, payments, left)))
        .andThen(left.signum() == 0 ? becomeSale(tx, layaway) : Completable.complete());
  }

  private Completable useCredit(Transaction tx, Layaway layaway, BigDecimal credit) {
    return credit.signum() == 0
        ? Completable.complete()
        : storeCredit.use(
            tx,
            layaway.customerId(),
            StoreCredit.Kind.LAYAWAY_PAYMENT,
            credit,
            new StoreCredit.Reference("layaway", layaway.id().toString()));
  }

  private Completable write(Transaction tx, Layaway layaway, List<Payment> payments) {
    OffsetDateTime now = time.now();
    return Completable.mergeArray(
        store.addPayments(
            tx.sql(),
            layaway.id(),
            LayawayPayment.Occasion.INSTALMENT,
            payments,
            tx.actor().id(),
            now),
        store.pay(tx.sql(), layaway.id(), LayawayRules.sum(payments), now));
  }

  /** With every payment there ever was; the goods are out and the credit is used already. */
  private Completable becomeSale(Transaction tx, Layaway layaway) {
    return Single.zip(
            details.lines(tx.sql(), layaway.id()),
            details.payments(tx.sql(), layaway.id()),
            (lines, payments) ->
                sales.settle(
                    tx,
                    layaway.customerId(),
                    lines.stream().map(LayawayLine::sold).toList(),
                    payments.stream().map(LayawayPayment::ofSale).toList(),
                    layaway.totals()))
        .flatMap(sale -> sale)
        .flatMapCompletable(
            sale -> store.settle(tx.sql(), layaway.id(), sale.sale().id(), time.now()));
  }

  private static AuditRecord record(Layaway layaway, List<Payment> payments, BigDecimal left) {
    JsonArray rows = new JsonArray();
    payments.forEach(
        payment ->
            rows.add(
                new JsonObject()
                    .put("method", payment.method().name())
                    .put("amount", Decimals.moneyText(payment.amount()))));
    return AuditRecord.of(
        "layaway.payment",
        "layaway",
        layaway.id(),
        new JsonObject().put("payments", rows).put("balance_due", Decimals.moneyText(left)));
  }
}
