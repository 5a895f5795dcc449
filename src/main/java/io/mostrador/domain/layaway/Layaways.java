package io.mostrador.domain.layaway;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.customers.Customers;
import io.mostrador.domain.inventory.Inventory;
import io.mostrador.domain.inventory.Movement;
import io.mostrador.domain.layaway.LayawayInput.CustomerInput;
import io.mostrador.domain.sales.CardPlan;
import io.mostrador.domain.sales.CardPlans;
import io.mostrador.domain.sales.Payment;
import io.mostrador.domain.sales.profitability.SaleTotals;
import io.mostrador.domain.sales.profitability.SoldLine;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Ids;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** Puts goods aside, gives more time for them, and shows them. */
public final class Layaways {

  private static final String RESERVE = "layaway_reserve";

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final Inventory inventory;
  private final Customers customers;
  private final CardPlans cardPlans;
  private final LayawayStore store = new LayawayStore();
  private final LayawayDetailStore details = new LayawayDetailStore();

  public Layaways(
      Database database,
      BusinessTime time,
      AuditLog audit,
      Inventory inventory,
      Customers customers,
      CardPlans cardPlans) {
    this.database = database;
    this.time = time;
    this.audit = audit;
    this.inventory = inventory;
    this.customers = customers;
    this.cardPlans = cardPlans;
  }

  /** What is about to be put aside, every rule asked. */
  private record Checked(List<SoldLine> lines, List<Payment> deposits, SaleTotals totals) {}

  /** Fails with {@code invalid} on the first fault, or {@code insufficient_stock}. */
  Single<LayawayDetail> create(Transaction tx, LayawayInput input) {
    return Single.zip(
            store.knownProducts(tx.sql(), input.products()),
            cardPlans.active(tx.sql()),
            (known, plans) -> checked(input, known, plans))
        .flatMap(checked -> putAside(tx, input, checked));
  }

  private Checked checked(LayawayInput input, List<UUID> known, List<CardPlan> plans) {
    LayawayRules.requireKnown(input.products(), new HashSet<>(known));
    List<SoldLine> lines = LayawayRules.lines(input.lines());
    SaleTotals totals = LayawayRules.totals(lines);
    LayawayRules.requireFuture(input.expiresAt(), time.now());
    LayawayRules.requireSome(LayawayRules.DEPOSITS, input.deposits());
    List<Payment> deposits = LayawayRules.payments(LayawayRules.DEPOSITS, input.deposits(), plans);
    LayawayRules.checkDeposits(deposits, totals.total());
    return new Checked(lines, deposits, totals);
  }

  /** Stock comes last: it is what everybody waits for. */
  private Single<LayawayDetail> putAside(Transaction tx, LayawayInput input, Checked checked) {
    CustomerInput customer = input.customer();
    return customers
        .upsert(tx, customer.phone(), customer.name(), customer.notes())
        .map(known -> head(tx, known.id(), input, checked))
        .flatMap(layaway -> write(tx, layaway, checked).andThen(detail(tx, layaway.id())))
        .flatMap(
            detail ->
                record(tx, "layaway.create", detail.layaway().id(), detail.toJson(time))
                    .andThen(inventory.move(tx, reserved(detail)))
                    .toSingleDefault(detail));
  }

  private Layaway head(Transaction tx, UUID customerId, LayawayInput input, Checked checked) {
    OffsetDateTime now = time.now();
    return new Layaway(
        Ids.next(),
        customerId,
        Layaway.Status.ACTIVE,
        checked.totals(),
        LayawayRules.sum(checked.deposits()),
        input.expiresAt(),
        input.notes(),
        null,
        tx.actor().id(),
        now,
        now,
        1);
  }

  private Completable write(Transaction tx, Layaway layaway, Checked checked) {
    return Completable.mergeArray(
        store.add(tx.sql(), layaway),
        store.addLines(tx.sql(), layaway.id(), checked.lines()),
        store.addPayments(
            tx.sql(),
            layaway.id(),
            LayawayPayment.Occasion.DEPOSIT,
            checked.deposits(),
            layaway.createdBy(),
            layaway.createdAt()));
  }

  private static List<Movement> reserved(LayawayDetail detail) {
    Movement.Reference reference = Movement.Reference.to(RESERVE, detail.layaway().id());
    return detail.lines().stream()
        .map(LayawayLine::sold)
        .map(
            line ->
                Movement.of(line.product(), Movement.Type.RESERVED, line.qty().negate(), reference))
        .toList();
  }

  /** Fails with {@code not_found}, or {@code invalid_state} unless it is then due later. */
  Single<LayawayDetail> extend(
      Transaction tx, UUID id, OffsetDateTime newExpiresAt, String reason) {
    OffsetDateTime now = time.now();
    return store
        .lock(tx.sql(), id)
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .doOnSuccess(layaway -> tx.requireCurrent(layaway.revision()))
        .doOnSuccess(layaway -> layaway.requireExtendable(newExpiresAt, now))
        .flatMapCompletable(
            layaway ->
                store
                    .extend(tx.sql(), layaway, newExpiresAt, reason, tx.actor().id(), now)
                    .andThen(recordExtension(tx, layaway, newExpiresAt, reason)))
        .andThen(detail(tx, id));
  }

  private Completable recordExtension(
      Transaction tx, Layaway layaway, OffsetDateTime newExpiresAt, String reason) {
    return record(
        tx,
        "layaway.extend",
        layaway.id(),
        new JsonObject()
            .put("old_expires_at", time.text(layaway.expiresAt()))
            .put("new_expires_at", time.text(newExpiresAt))
            .put("reason", reason));
  }

  private Completable record(Transaction tx, String action, UUID id, JsonObject payload) {
    return audit.record(tx, AuditRecord.of(action, "layaway", id, payload));
  }

  /** As it is now, in the transaction. */
  private Single<LayawayDetail> detail(Transaction tx, UUID id) {
    return Single.defer(() -> details.find(tx.sql(), id).toSingle());
  }

  /** Fails with {@code not_found}. */
  Single<LayawayDetail> get(UUID id) {
    return database.read(
        sql -> details.find(sql, id).switchIfEmpty(Single.error(() -> Failure.notFound())));
  }

  /** Expired, active, refunded, settled; in each the first to expire first, then the newest. */
  Single<Page<LayawayDetail>> list(PageRequest page, LayawayFilter filter) {
    return database.list(sql -> details.page(sql, page, filter));
  }
}
