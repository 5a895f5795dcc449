package io.mostrador.domain.sales.profitability;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * What is sold of one product, and on which terms.
 *
 * @param qty units, more than 0
 * @param unitCost what a unit of the store's own cost it
 * @param discountPct given by hand, 0 to 100
 */
public record SoldLine(
    UUID product,
    BigDecimal qty,
    BigDecimal unitPrice,
    BigDecimal unitCost,
    BigDecimal discountPct,
    Promotion promotion) {

  private static final int PERCENT_PLACES = 2;

  /** Without a promotion. */
  public SoldLine(
      UUID product,
      BigDecimal qty,
      BigDecimal unitPrice,
      BigDecimal unitCost,
      BigDecimal discountPct) {
    this(product, qty, unitPrice, unitCost, discountPct, Promotion.NONE);
  }

  public SoldLine {
    if (qty.signum() <= 0 || unitPrice.signum() < 0 || unitCost.signum() < 0) {
      throw new IllegalArgumentException(qty + " units at " + unitPrice + ", cost " + unitCost);
    }
    if (discountPct.signum() < 0 || discountPct.compareTo(Decimals.HUNDRED) > 0) {
      throw new IllegalArgumentException("discountPct: " + discountPct);
    }
  }

  public SoldLine with(Promotion promoted) {
    return new SoldLine(product, qty, unitPrice, unitCost, discountPct, promoted);
  }

  /** Before the discount, unrounded. */
  public BigDecimal amount() {
    return qty.multiply(unitPrice);
  }

  /** By {@code discountPct}, unrounded. */
  public BigDecimal discount() {
    return amount().multiply(discountPct).movePointLeft(PERCENT_PLACES);
  }

  /** What the line brings in, two places: it is rounded by itself, whatever the sale's total. */
  public BigDecimal revenue() {
    return revenueWithoutPromotion().subtract(promotion.discount());
  }

  /** The same if there were no promotion. */
  BigDecimal revenueWithoutPromotion() {
    return Decimals.money(amount().subtract(discount()));
  }

  /** What an investor's share is worked out on. */
  BigDecimal revenueForInvestors() {
    return promotion.isBornByStore() ? revenueWithoutPromotion() : revenue();
  }
}
