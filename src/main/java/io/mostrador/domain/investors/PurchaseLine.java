package io.mostrador.domain.investors;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Units of a product that an investor wants to buy at one cost.
 *
 * @param qty more than 0
 * @param unitCost more than 0, two places, tax included
 */
record PurchaseLine(UUID product, BigDecimal qty, BigDecimal unitCost) {

  private record Key(UUID product, BigDecimal unitCost) {}

  /** What the investor pays for it; two places. */
  BigDecimal amount() {
    return Decimals.money(qty.multiply(unitCost));
  }

  /** Equal products at equal costs become one line, where the first of them was. */
  static List<PurchaseLine> addedUp(List<PurchaseLine> lines) {
    Map<Key, PurchaseLine> byKey = new LinkedHashMap<>();
    for (PurchaseLine line : lines) {
      byKey.merge(new Key(line.product, line.unitCost), line, PurchaseLine::and);
    }
    return new ArrayList<>(byKey.values());
  }

  private PurchaseLine and(PurchaseLine more) {
    return new PurchaseLine(product, qty.add(more.qty), unitCost);
  }

  boolean isOf(Assignment assignment) {
    return product.equals(assignment.product()) && unitCost.compareTo(assignment.unitCost()) == 0;
  }
}
