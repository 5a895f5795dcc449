package io.mostrador.domain.sales.profitability;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * What is sold of one product, and on which terms.
 *
 * @param qty units, more than 0
 * @param unitCost what a unit of the store's own cost it
 * @param discountPct 0 to 100
 */
public record SoldLine(
    UUID product,
    BigDecimal qty,
    BigDecimal unitPrice,
    BigDecimal unitCost,
    BigDecimal discountPct) {

  private static final int PERCENT_PLACES = 2;

  public SoldLine {
    if (qty.signum() <= 0 || unitPrice.signum() < 0 || unitCost.signum() < 0) {
      throw new IllegalArgumentException(qty + " units at " + unitPrice + ", cost " + unitCost);
    }
    if (discountPct.signum() < 0 || discountPct.compareTo(Decimals.HUNDRED) > 0) {
      throw new IllegalArgumentException("discountPct: " + discountPct);
    }
  }

  /** Before the discount, unrounded. */
  public BigDecimal amount() {
    return qty.multiply(unitPrice);
  }

  /** Unrounded. */
  public BigDecimal discount() {
    return amount().multiply(discountPct).movePointLeft(PERCENT_PLACES);
  }

  /** What the line brings in, two places: it is rounded by itself, whatever the sale's total. */
  public BigDecimal revenue() {
    return Decimals.money(amount().subtract(discount()));
  }
}
