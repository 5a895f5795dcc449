package io.mostrador.domain.sales;

import io.mostrador.domain.accounts.User;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.customers.Customer;
import io.mostrador.domain.loyalty.CartLine;
import io.mostrador.domain.loyalty.Funding;
import io.mostrador.domain.loyalty.Grant;
import io.mostrador.domain.loyalty.Rewards;
import io.mostrador.domain.sales.profitability.Promotion;
import io.mostrador.domain.sales.profitability.SoldLine;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sells with a promotion, which is decided before anything is written and paid for. */
final class Promotions {

  private final BusinessTime time;
  private final SaleDrafts drafts;
  private final Confirmations confirmations;
  private final Rewards rewards;

  Promotions(BusinessTime time, SaleDrafts drafts, Confirmations confirmations, Rewards rewards) {
    this.time = time;
    this.drafts = drafts;
    this.confirmations = confirmations;
    this.rewards = rewards;
  }

  /**
   * Fails with {@code invalid} on {@code customer_phone} or {@code promotion.program}, with {@code
   * promotion_changed}, or as any sale does.
   */
  Single<SaleDetail> sell(
      Transaction tx, SaleInput input, Rewards.Promise promise, Optional<User> approver) {
    return drafts
        .goods(tx.sql(), input)
        .flatMap(
            goods ->
                drafts
                    .rewarded(tx, input)
                    .map(Customer::id)
                    .flatMap(customer -> rewards.grant(tx, customer, promise, cart(goods)))
                    .flatMap(grant -> sell(tx, input, goods, grant, approver)));
  }

  private static List<CartLine> cart(SaleDrafts.Goods goods) {
    return goods.lines().stream().map(SaleLine::sold).map(Promotions::cartLine).toList();
  }

  private static CartLine cartLine(SoldLine line) {
    return CartLine.of(
        line.product(), line.qty(), line.unitPrice(), line.unitCost(), line.discountPct());
  }

  private Single<SaleDetail> sell(
      Transaction tx,
      SaleInput input,
      SaleDrafts.Goods goods,
      Grant grant,
      Optional<User> approver) {
    SaleDrafts.Checked sold = promoted(goods, grant).paidBy(input.payments());
    Sale sale = drafts.head(tx, sold.totals(), Optional.of(grant.customer()), time.now());
    List<AuditRecord> records =
        new ArrayList<>(
            SaleDrafts.discount(sale, sold.lines(), approver, input.approval().reason()));
    Completable writeDown = drafts.write(tx, sale, sold.lines(), sold.payments());
    if (!grant.isNothing()) {
      Rewards.Redeeming redeeming =
          rewards.redeeming(tx, new Rewards.Rewarded(sale.id(), sale.confirmedAt()), grant);
      records.add(redeeming.record());
      writeDown = Completable.mergeArray(writeDown, redeeming.writeDown());
    }
    return drafts
        .requireCredit(tx, input, sold.payments())
        .andThen(
            confirmations.overTheCounter(
                tx, sale, sold.lines(), sold.payments(), records, writeDown));
  }

  private static SaleDrafts.Goods promoted(SaleDrafts.Goods goods, Grant grant) {
    boolean isBornByStore = grant.fundedBy() == Funding.STORE;
    List<SaleLine> lines = new ArrayList<>(goods.lines().size());
    for (int i = 0; i < goods.lines().size(); i++) {
      lines.add(goods.lines().get(i).with(new Promotion(grant.discounts().get(i), isBornByStore)));
    }
    return new SaleDrafts.Goods(List.copyOf(lines), goods.plans());
  }
}
