package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** What is about to be sold, a product once. */
record Cart(List<CartLine> lines) {

  Cart {
    lines = List.copyOf(lines);
  }

  /** What a sale of it would come to without the promotion: rounded once, halves to even. */
  BigDecimal total() {
    return Decimals.moneyHalfEven(sum(CartLine::amount))
        .subtract(Decimals.moneyHalfEven(sum(CartLine::discount)));
  }

  boolean hasManualDiscount() {
    return lines.stream().anyMatch(line -> line.discountPct().signum() > 0);
  }

  private BigDecimal sum(Function<CartLine, BigDecimal> part) {
    return Decimals.sum(lines.stream().map(part).toList());
  }
}
