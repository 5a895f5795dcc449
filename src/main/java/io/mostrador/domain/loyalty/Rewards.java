package io.mostrador.domain.loyalty;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.customers.Customers;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Ids;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * Gives rewards in the transaction of a sale, and takes them back in that of its void.
 *
 * <p>Locks the customer, then the programme's counter. Whoever confirms or voids a purchase of the
 * customer waits for the first, since its fact refers to the customer; so a reward knows exactly
 * what it was based on.
 */
public final class Rewards {

  private final BusinessTime time;
  private final AuditLog audit;
  private final Customers customers;
  private final Judgement judgement;
  private final ProgramStore programs = new ProgramStore();
  private final EventStore events = new EventStore();

  /**
   * @param maxPct most that a line is discounted by promotion and by hand together
   */
  public Rewards(BusinessTime time, AuditLog audit, Customers customers, BigDecimal maxPct) {
    this.time = time;
    this.audit = audit;
    this.customers = customers;
    this.judgement = new Judgement(time, maxPct);
  }

  /** What the cashier showed to the customer. */
  public record Promise(UUID program, BigDecimal discount) {}

  /** The sale that has the reward. */
  public record Rewarded(UUID id, OffsetDateTime confirmedAt) {}

  /**
   * Decides anew, before anything of the sale is written.
   *
   * <p>Fails with {@code invalid} on {@code promotion.program}, or with {@code promotion_changed}
   * and the new evaluation when it gives another discount than was promised.
   *
   * @param lines of products that exist
   */
  public Single<Grant> grant(Transaction tx, UUID customer, Promise promise, List<CartLine> lines) {
    return Completable.mergeArray(
            customers.lock(tx, customer), programs.lockUses(tx.sql(), promise.program()))
        .andThen(judgement.cart(tx.sql(), lines))
        .flatMap(
            cart ->
                judgement
                    .of(tx.sql(), promise.program(), customer, cart)
                    .switchIfEmpty(Single.error(Rewards::unknownProgram))
                    .map(evaluation -> new Grant(customer, evaluation, cart)))
        .doOnSuccess(grant -> requireKept(promise, grant.evaluation()));
  }

  private static Failure unknownProgram() {
    JsonArray message = new JsonArray().add("El programa no existe.");
    return Failure.invalid(
        new JsonObject().put("promotion", new JsonObject().put("program", message)));
  }

  private static void requireKept(Promise promise, Evaluation evaluation) {
    if (evaluation.discount().compareTo(promise.discount()) != 0) {
      throw new Failure(
          409,
          "promotion_changed",
          "La promoción cambió: ahora el descuento es %s."
              .formatted(Decimals.moneyText(evaluation.discount())),
          new JsonObject().put("promotion", evaluation.toJson()),
          0);
    }
  }

  /**
   * A slot being used up.
   *
   * @param writeDown to be run once the sale is written
   * @param record what there is to tell the audit of it
   */
  public record Redeeming(Completable writeDown, AuditRecord record) {}

  /** For a grant that is something; does nothing until it is run. */
  public Redeeming redeeming(Transaction tx, Rewarded sale, Grant grant) {
    UUID id = Ids.next();
    Completable writeDown =
        events.redeem(tx.sql(), id, sale, grant, time.dayOf(sale.confirmedAt()), tx.actor().id());
    JsonObject payload =
        new JsonObject()
            .put("sale", sale.id().toString())
            .put("customer", grant.customer().toString())
            .put("evaluation", grant.evaluation().toJson());
    return new Redeeming(
        writeDown, AuditRecord.of("loyalty.redeem", "loyalty_redemption", id, payload));
  }

  /**
   * Takes back the reward that a void sale had, and notes on those that had counted it that they
   * did; locks the customer.
   */
  public Completable voided(Transaction tx, UUID sale, UUID customer, String reason) {
    Integer author = tx.actor().isAnonymous() ? null : tx.actor().id();
    return customers
        .lock(tx, customer)
        .andThen(events.undo(tx.sql(), sale, customer, reason, time.today(), author, time.now()))
        .flatMapCompletable(
            undone ->
                undone.isEmpty()
                    ? Completable.complete()
                    : audit.record(tx, undone.stream().map(each -> record(each, sale)).toList()));
  }

  private static AuditRecord record(EventStore.Undone undone, UUID voided) {
    boolean isReversal = undone.kind() == Event.Kind.REVERSED;
    return AuditRecord.of(
        isReversal ? "loyalty.reverse" : "loyalty.exception",
        "loyalty_redemption",
        undone.redemption(),
        EventStore.audited(undone).put("voided_sale", voided.toString()));
  }
}
