package io.mostrador.domain.investors;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.investors.Posting.Reference;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Sells the shop's own goods to investors: capital becomes inventory, goods become theirs. */
public final class InvestorPurchases {

  private final BusinessTime time;
  private final AuditLog audit;
  private final Ledger ledger;
  private final PurchaseStore store = new PurchaseStore();
  private final GoodsStore goodsStore = new GoodsStore();

  public InvestorPurchases(BusinessTime time, AuditLog audit) {
    this.time = time;
    this.audit = audit;
    this.ledger = new Ledger(time);
  }

  /** Fails with {@code not_found}, or {@code invalid} on {@code lines} or {@code capital}. */
  Single<InvestorPurchase> buy(Transaction tx, PurchaseOrder order) {
    return lock(tx, order)
        .andThen(Single.defer(() -> shelf(tx, order)))
        .doOnSuccess(shelf -> shelf.check(order))
        .flatMap(shelf -> assign(tx, order, shelf));
  }

  /** Everything first, in the order in which all writers lock, so that nothing read changes. */
  private Completable lock(Transaction tx, PurchaseOrder order) {
    SqlClient sql = tx.sql();
    Set<UUID> products = order.products();
    return goodsStore
        .claimProducts(sql, products)
        .andThen(store.holdProducts(sql, products))
        .andThen(store.lockOwned(sql, order.investor(), products))
        .andThen(ledger.lock(tx, order.investor()).ignoreElement())
        .andThen(store.lockStock(sql, products));
  }

  private Single<Shelf> shelf(Transaction tx, PurchaseOrder order) {
    return Single.zip(
        store.offers(tx.sql(), order.products()),
        store.owned(tx.sql(), order.investor(), order.products()),
        ledger.balances(tx, order.investor()),
        Shelf::new);
  }

  private Single<InvestorPurchase> assign(Transaction tx, PurchaseOrder order, Shelf shelf) {
    return store
        .assign(tx.sql(), order.investor(), time.now(), order.lines())
        .map(assigned -> inOrder(order.lines(), assigned))
        .flatMap(assigned -> record(tx, order, shelf, assigned).toSingleDefault(assigned))
        .flatMap(assigned -> pay(tx, order, assigned));
  }

  private static List<Assignment> inOrder(List<PurchaseLine> lines, List<Assignment> assigned) {
    return lines.stream()
        .map(line -> assigned.stream().filter(line::isOf).findFirst().orElseThrow())
        .toList();
  }

  private Single<InvestorPurchase> pay(
      Transaction tx, PurchaseOrder order, List<Assignment> assigned) {
    List<Posting> postings = new ArrayList<>();
    for (int i = 0; i < assigned.size(); i++) {
      postings.add(posting(order.lines().get(i), assigned.get(i)));
    }
    return ledger
        .post(tx, postings)
        .flatMap(
            entries ->
                ledger
                    .balances(tx, order.investor())
                    .map(
                        balances ->
                            new InvestorPurchase(
                                order.investor(), order.total(), balances, assigned, entries)));
  }

  private static Posting posting(PurchaseLine line, Assignment assignment) {
    return new Posting(
        assignment.investor(),
        EntryType.CAPITAL_TO_INVENTORY,
        Deltas.capitalToInventory(line.amount()),
        line.product(),
        Reference.to(Assignments.ENTITY, assignment.id()),
        "Compra de inventario");
  }

  private Completable record(
      Transaction tx, PurchaseOrder order, Shelf shelf, List<Assignment> assigned) {
    List<AuditRecord> records = new ArrayList<>();
    for (int i = 0; i < assigned.size(); i++) {
      records.add(record(order, shelf, order.lines().get(i), assigned.get(i)));
    }
    return audit.record(tx, records);
  }

  private AuditRecord record(
      PurchaseOrder order, Shelf shelf, PurchaseLine line, Assignment assignment) {
    JsonObject now = assignment.toJson(time);
    JsonObject payload =
        shelf
            .ownedBefore(line)
            .map(before -> new JsonObject().put("before", before.toJson(time)).put("after", now))
            .orElse(now)
            .put("tax_rate_pct", Decimals.moneyText(order.taxRatePct()));
    String action = shelf.ownedBefore(line).isPresent() ? Assignments.UPDATED : Assignments.CREATED;
    return AuditRecord.of(action, Assignments.ENTITY, assignment.id(), payload);
  }
}
