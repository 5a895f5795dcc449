package io.mostrador.domain.sales;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.customers.StoreCredit;
import io.mostrador.domain.inventory.Inventory;
import io.mostrador.domain.inventory.Movement;
import io.mostrador.domain.sales.profitability.Breakdown;
import io.mostrador.domain.sales.profitability.SoldLine;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gives a sale its effects: credit, profitability, ledger, stock, month totals, in lock order. */
final class Confirmations {

  private static final String REFERENCE = "sale_confirm";

  private final BusinessTime time;
  private final AuditLog audit;
  private final Inventory inventory;
  private final StoreCredit storeCredit;
  private final Earnings earnings;
  private final SaleStore store = new SaleStore();

  Confirmations(
      BusinessTime time,
      AuditLog audit,
      Inventory inventory,
      StoreCredit storeCredit,
      Earnings earnings) {
    this.time = time;
    this.audit = audit;
    this.inventory = inventory;
    this.storeCredit = storeCredit;
    this.earnings = earnings;
  }

  /**
   * Fails with {@code insufficient_stock}, or {@code invalid_payment} when the credit is gone.
   *
   * @param sale confirmed
   * @param before what there is to tell the audit of it besides
   * @param writeDown puts the sale into its tables; sent together with its effects
   */
  Single<SaleDetail> overTheCounter(
      Transaction tx,
      Sale sale,
      List<SaleLine> lines,
      List<Payment> payments,
      List<AuditRecord> before,
      Completable writeDown) {
    Completable moveStock = inventory.move(tx, taken(sale, lines));
    return useCredit(tx, sale, payments)
        .andThen(Single.defer(() -> earn(tx, sale, lines, payments, before, writeDown, moveStock)));
  }

  /** The goods are out and the credit is used already. */
  Single<SaleDetail> ofLayaway(
      Transaction tx,
      Sale sale,
      List<SaleLine> lines,
      List<Payment> payments,
      Completable writeDown) {
    return earn(tx, sale, lines, payments, List.of(), writeDown, Completable.complete());
  }

  private Completable useCredit(Transaction tx, Sale sale, List<Payment> payments) {
    BigDecimal credit = SaleDrafts.credit(payments);
    return credit.signum() == 0
        ? Completable.complete()
        : storeCredit.use(
            tx,
            sale.customerId(),
            StoreCredit.Kind.SALE,
            credit,
            new StoreCredit.Reference("sale", sale.id().toString()));
  }

  /**
   * All that is written leaves in one flush. Stock and month totals come last: they are what all
   * sales share.
   */
  private Single<SaleDetail> earn(
      Transaction tx,
      Sale sale,
      List<SaleLine> lines,
      List<Payment> payments,
      List<AuditRecord> before,
      Completable writeDown,
      Completable moveStock) {
    List<SoldLine> sold = lines.stream().map(SaleLine::sold).toList();
    return earnings
        .ofSale(tx, sold, payments)
        .flatMap(
            breakdown ->
                earnings
                    .sellInvestorGoods(tx, sale.id(), breakdown)
                    .andThen(
                        Completable.mergeArray(
                            writeDown,
                            earnings.writeDown(tx, sale, breakdown),
                            audit.record(tx, records(before, sale, lines, payments, breakdown)),
                            moveStock,
                            earnings.countIn(tx, sale)))
                    .andThen(Single.defer(() -> detail(tx, sale, lines, payments, breakdown))));
  }

  private Single<SaleDetail> detail(
      Transaction tx,
      Sale sale,
      List<SaleLine> lines,
      List<Payment> payments,
      Breakdown breakdown) {
    Single<Optional<CustomerSummary>> customer =
        sale.customerId() == null
            ? Single.just(Optional.empty())
            : store
                .customerOf(tx.sql(), sale.id())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    return customer.map(
        summary -> new SaleDetail(sale, lines, payments, summary, Optional.of(breakdown)));
  }

  private List<AuditRecord> records(
      List<AuditRecord> before,
      Sale sale,
      List<SaleLine> lines,
      List<Payment> payments,
      Breakdown breakdown) {
    SaleDetail detail =
        new SaleDetail(sale, lines, payments, Optional.empty(), Optional.of(breakdown));
    AuditRecord confirmed = AuditRecord.of("sale.confirm", "sale", sale.id(), detail.toJson(time));
    return Stream.concat(before.stream(), Stream.of(confirmed)).toList();
  }

  private static List<Movement> taken(Sale sale, List<SaleLine> lines) {
    Movement.Reference reference = Movement.Reference.to(REFERENCE, sale.id());
    return lines.stream()
        .map(SaleLine::sold)
        .map(
            line ->
                Movement.of(line.product(), Movement.Type.OUTBOUND, line.qty().negate(), reference))
        .toList();
  }
}
