package io.mostrador.domain.sales;

import io.mostrador.domain.investors.InvestorGoods;
import io.mostrador.domain.investors.OpenAssignment;
import io.mostrador.domain.investors.SoldGoods;
import io.mostrador.domain.sales.profitability.Assignment;
import io.mostrador.domain.sales.profitability.Breakdown;
import io.mostrador.domain.sales.profitability.CardAmount;
import io.mostrador.domain.sales.profitability.LedgerPosting;
import io.mostrador.domain.sales.profitability.OperatingCostRate;
import io.mostrador.domain.sales.profitability.Profitability;
import io.mostrador.domain.sales.profitability.SoldLine;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What sales earn: works it out, writes it down, tells the investors' ledger, takes it back. */
final class Earnings {

  private final BusinessTime time;
  private final InvestorGoods investorGoods;
  private final ProfitabilityStore store = new ProfitabilityStore();

  Earnings(BusinessTime time, InvestorGoods investorGoods) {
    this.time = time;
    this.investorGoods = investorGoods;
  }

  Single<OperatingCostRate> rate(SqlClient sql) {
    return store.rate(sql, time.today());
  }

  /** Without selling; fails with {@code invalid} on {@code lines} when figures do not fit. */
  Single<Breakdown> preview(SqlClient sql, List<SoldLine> lines, List<Payment> payments) {
    return Single.zip(
            rate(sql),
            investorGoods.open(sql, products(lines)),
            (rate, open) -> breakdown(lines, payments, rate, open))
        .map(Earnings::storable);
  }

  /** Of a sale that is being confirmed; the assignments it draws on are locked. */
  Single<Breakdown> ofSale(Transaction tx, List<SoldLine> lines, List<Payment> payments) {
    return Single.zip(
            rate(tx.sql()),
            investorGoods.lockOpen(tx, products(lines)),
            (rate, open) -> breakdown(lines, payments, rate, open))
        .map(Earnings::storable);
  }

  private static List<UUID> products(List<SoldLine> lines) {
    return lines.stream().map(SoldLine::product).toList();
  }

  private static Breakdown breakdown(
      List<SoldLine> lines,
      List<Payment> payments,
      OperatingCostRate rate,
      List<OpenAssignment> open) {
    List<Assignment> assignments = open.stream().map(Earnings::assignment).toList();
    List<CardAmount> cards =
        payments.stream().map(Payment::cardAmount).flatMap(Optional::stream).toList();
    return Profitability.of(lines, assignments, rate, cards);
  }

  private static Assignment assignment(OpenAssignment open) {
    return new Assignment(
        open.id(), open.investor(), open.product(), open.unsold(), open.unitCost());
  }

  private static Breakdown storable(Breakdown breakdown) {
    if (!breakdown.isStorable()) {
      throw Failure.invalid("lines", "El costo de la venta es demasiado grande.");
    }
    return breakdown;
  }

  /** Moves the investors' units and money; nothing where all was the store's. */
  Completable sellInvestorGoods(Transaction tx, UUID saleId, Breakdown breakdown) {
    return investorGoods.sell(tx, saleId, goods(breakdown));
  }

  Completable writeDown(Transaction tx, Sale sale, Breakdown breakdown) {
    return store.add(tx.sql(), sale, breakdown);
  }

  /** Counts a sale that was confirmed just now among the month's. */
  Completable countIn(Transaction tx, Sale sale) {
    return store.addToMonth(tx.sql(), time.dayOf(sale.confirmedAt()), 1, sale.total());
  }

  /** Takes a void sale out of the month in which it was confirmed. */
  Completable countOut(Transaction tx, Sale sale) {
    return store.addToMonth(tx.sql(), time.dayOf(sale.confirmedAt()), -1, sale.total().negate());
  }

  /** Gives the investors back what the sale took; the written breakdown stays. */
  Completable takeBackInvestorGoods(Transaction tx, UUID saleId) {
    return find(tx.sql(), saleId)
        .flatMapCompletable(breakdown -> investorGoods.takeBack(tx, saleId, goods(breakdown)));
  }

  /** Empty until the sale is confirmed. */
  Maybe<Breakdown> find(SqlClient sql, UUID saleId) {
    return store.find(sql, saleId);
  }

  private static List<SoldGoods> goods(Breakdown breakdown) {
    return breakdown.ledgerPostings().stream().map(Earnings::sold).toList();
  }

  private static SoldGoods sold(LedgerPosting posting) {
    return new SoldGoods(
        posting.assignment(),
        posting.investor(),
        posting.product(),
        posting.qty(),
        posting.cost(),
        posting.profitShare());
  }
}
