package io.mostrador.domain.sales.profitability;

import java.math.BigDecimal;
import java.util.UUID;

/** Writes sales the way a test reads best: figures as text, products and investors by number. */
final class SalesOnPaper {

  static final OperatingCostRate FALLBACK_RATE =
      OperatingCostRate.ofMonth(amount("0.00"), amount("0.00"), 0);

  private SalesOnPaper() {}

  static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }

  /** Cents, or hundredths of a unit. */
  static BigDecimal hundredths(long value) {
    return BigDecimal.valueOf(value, 2);
  }

  static UUID id(int number) {
    return new UUID(0, number);
  }

  static SoldLine line(
      int product, String qty, String unitPrice, String unitCost, String discountPct) {
    return new SoldLine(
        id(product), amount(qty), amount(unitPrice), amount(unitCost), amount(discountPct));
  }

  static Assignment assignment(
      int number, int investor, int product, String unsold, String unitCost) {
    return new Assignment(id(number), id(investor), id(product), amount(unsold), amount(unitCost));
  }

  static CardAmount card(String amount, String commissionRate) {
    return new CardAmount(amount(amount), amount(commissionRate));
  }
}
