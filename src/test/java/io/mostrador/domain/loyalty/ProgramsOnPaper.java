package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** Programmes and carts the way a test reads best. */
final class ProgramsOnPaper {

  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  static final BigDecimal MAX_PCT = new BigDecimal("50");
  static final Limits NO_LIMITS = new Limits(null, null, null, null);

  private ProgramsOnPaper() {}

  static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }

  static Condition condition(Metric metric, Operator operator, String value) {
    return new Condition(metric, operator, amount(value), null, null);
  }

  static Condition within(
      int days, String minTicket, Metric metric, Operator operator, String value) {
    return new Condition(metric, operator, amount(value), days, amount(minTicket));
  }

  static Benefit percent(String value) {
    return benefit(Benefit.Type.PERCENT, value, null, true);
  }

  static Benefit benefit(Benefit.Type type, String value, BigDecimal most, boolean belowCost) {
    return new Benefit(type, amount(value), most, new TreeSet<>(), new TreeSet<>(), belowCost);
  }

  static Program program(Limits limits, Benefit benefit, Condition... conditions) {
    return program(
        new Program.Terms("P", "Programa", false, 0, null, null),
        Program.Status.ACTIVE,
        limits,
        benefit,
        conditions);
  }

  static Program program(
      Program.Terms terms,
      Program.Status status,
      Limits limits,
      Benefit benefit,
      Condition... conditions) {
    OffsetDateTime now = OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    Definition definition =
        new Definition(new Rule(List.of(conditions)), benefit, limits, Funding.SHARED);
    return new Program(new UUID(1, 1), terms, status, 1, definition, Uses.NONE, now, now);
  }

  /** Of the price, without cost or discount. */
  static CartLine line(int product, String price) {
    return line(product, price, "0.00", "0.00");
  }

  static CartLine line(int product, String price, String cost, String discountPct) {
    return new CartLine(
        new UUID(2, product),
        new UUID(3, product),
        new UUID(4, product),
        BigDecimal.ONE,
        amount(price),
        amount(cost),
        amount(discountPct));
  }

  static Cart cart(CartLine... lines) {
    return new Cart(List.of(lines));
  }

  /** One a day before today, newest yesterday. */
  static Purchases bought(String... totals) {
    List<Purchases.Purchase> purchases = new java.util.ArrayList<>();
    for (int i = 0; i < totals.length; i++) {
      purchases.add(
          new Purchases.Purchase(i, TODAY.minusDays(totals.length - i), amount(totals[i])));
    }
    return new Purchases(TODAY, List.copyOf(purchases));
  }

  static Uses used(long byCustomer, long byAll, String spent) {
    return new Uses(byCustomer, byAll, amount(spent));
  }

  static BigDecimal sum(List<BigDecimal> amounts) {
    return Decimals.sum(amounts);
  }
}
