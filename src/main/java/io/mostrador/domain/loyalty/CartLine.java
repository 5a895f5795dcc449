package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One product about to be sold.
 *
 * @param brand null where the product has none
 * @param productType null where the product has none
 * @param qty more than 0
 * @param unitCost below which it is not sold
 * @param discountPct given by hand, 0 to 100
 */
public record CartLine(
    UUID product,
    @Nullable UUID brand,
    @Nullable UUID productType,
    BigDecimal qty,
    BigDecimal unitPrice,
    BigDecimal unitCost,
    BigDecimal discountPct) {

  /** Of a product about which nothing else is known yet. */
  public static CartLine of(
      UUID product,
      BigDecimal qty,
      BigDecimal unitPrice,
      BigDecimal unitCost,
      BigDecimal discountPct) {
    return new CartLine(product, null, null, qty, unitPrice, unitCost, discountPct);
  }

  /** Before any discount, unrounded. */
  BigDecimal amount() {
    return qty.multiply(unitPrice);
  }

  /** By hand, unrounded. */
  BigDecimal discount() {
    return amount().multiply(discountPct).movePointLeft(2);
  }

  /** What is left of it after the manual discount, two places. */
  BigDecimal net() {
    return Decimals.money(amount().subtract(discount()));
  }

  /** How much cheaper it can become without a loss, from 0.00. */
  BigDecimal aboveCost() {
    return net().subtract(Decimals.money(qty.multiply(unitCost))).max(Decimals.ZERO);
  }

  /** How much cheaper it can become before all discounts are more than a percentage of it. */
  BigDecimal below(BigDecimal maxPct) {
    return amount()
        .multiply(maxPct)
        .movePointLeft(2)
        .subtract(discount())
        .setScale(2, RoundingMode.DOWN)
        .max(Decimals.ZERO);
  }

  CartLine of(Goods goods) {
    return new CartLine(
        product,
        goods.brand(),
        goods.productType(),
        qty,
        unitPrice,
        unitCost.max(goods.cost()),
        discountPct);
  }

  /**
   * What the catalogue knows of a product.
   *
   * @param cost 0 where it is not known
   */
  record Goods(UUID product, @Nullable UUID brand, @Nullable UUID productType, BigDecimal cost) {}
}
