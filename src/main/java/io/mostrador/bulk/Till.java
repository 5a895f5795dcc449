package io.mostrador.bulk;

import io.mostrador.domain.sales.profitability.CardAmount;
import io.mostrador.domain.sales.profitability.SaleTotals;
import io.mostrador.domain.sales.profitability.SoldLine;
import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Makes up what customers buy and how they pay. */
final class Till {

  private static final int MOST_LINES = 3;

  private final SplittableRandom random;
  private final BulkGoods goods;
  private final List<Plan> plans;
  private final List<UUID> customers;
  private final List<Integer> cashiers;

  Till(
      SplittableRandom random,
      BulkGoods goods,
      List<Plan> plans,
      List<UUID> customers,
      List<Integer> cashiers) {
    this.random = random;
    this.goods = goods;
    this.plans = plans;
    this.customers = customers;
    this.cashiers = cashiers;
  }

  /** A card plan as a payment keeps it. */
  record Plan(UUID id, String code, String label, int months, BigDecimal rate, String instrument) {}

  /**
   * One part of what was paid.
   *
   * @param plan null for cash
   */
  record Paid(BigDecimal amount, Plan plan) {}

  /** One sale of somebody. */
  record Sale(
      int cashier,
      UUID customer,
      boolean isVoid,
      List<SoldLine> lines,
      SaleTotals totals,
      List<Paid> payments) {

    List<CardAmount> cards() {
      return payments.stream()
          .filter(paid -> paid.plan() != null)
          .map(paid -> new CardAmount(paid.amount(), paid.plan().rate()))
          .toList();
    }
  }

  Sale next() {
    List<SoldLine> lines = lines();
    SaleTotals totals = SaleTotals.ofSale(lines);
    return new Sale(
        cashiers.get(random.nextInt(cashiers.size())),
        random.nextInt(10) == 0 ? customers.get(random.nextInt(customers.size())) : null,
        random.nextInt(300) == 0,
        lines,
        totals,
        payments(totals.total()));
  }

  private List<SoldLine> lines() {
    int count = 1 + random.nextInt(MOST_LINES);
    BigDecimal discount =
        random.nextInt(10) == 0 ? BigDecimal.valueOf(5L * (1 + random.nextInt(2))) : Decimals.ZERO;
    List<SoldLine> lines = new ArrayList<>();
    List<Integer> taken = new ArrayList<>();
    while (lines.size() < count && taken.size() < 2 * MOST_LINES) {
      int product = goods.popular();
      if (!taken.contains(product)) {
        lines.add(line(product, discount));
      }
      taken.add(product);
    }
    return lines;
  }

  private SoldLine line(int product, BigDecimal discount) {
    int units = random.nextInt(5) == 0 ? 2 : 1;
    goods.sell(product, units);
    return new SoldLine(
        goods.id(product),
        BigDecimal.valueOf(units),
        goods.price(product),
        goods.cost(product),
        discount);
  }

  private List<Paid> payments(BigDecimal total) {
    Plan plan = plans.get(random.nextInt(plans.size()));
    int choice = random.nextInt(20);
    if (choice < 13) {
      return List.of(new Paid(total, null));
    }
    if (choice < 19) {
      return List.of(new Paid(total, plan));
    }
    BigDecimal cash = Decimals.money(total.movePointLeft(1));
    return List.of(new Paid(cash, null), new Paid(total.subtract(cash), plan));
  }
}
