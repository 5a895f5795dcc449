package io.mostrador.domain.sales.profitability;

import static io.mostrador.kernel.Decimals.moneyHalfEven;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** What a sale or a layaway costs its customer; two places, halves to the even neighbour. */
public record SaleTotals(BigDecimal subtotal, BigDecimal discountAmount) {

  /** Of a sale: rounded once, after summing; what a promotion takes off has two places already. */
  public static SaleTotals ofSale(List<SoldLine> lines) {
    BigDecimal promotion = sum(lines, line -> line.promotion().discount());
    return new SaleTotals(
        moneyHalfEven(sum(lines, SoldLine::amount)),
        moneyHalfEven(sum(lines, SoldLine::discount)).add(promotion));
  }

  /** Of a layaway: each line is rounded by itself. */
  public static SaleTotals ofLayaway(List<SoldLine> lines) {
    return new SaleTotals(
        sum(lines, line -> moneyHalfEven(line.amount())),
        sum(lines, line -> moneyHalfEven(line.discount())));
  }

  /** What is to be paid. */
  public BigDecimal total() {
    return subtotal.subtract(discountAmount);
  }

  private static BigDecimal sum(List<SoldLine> lines, Function<SoldLine, BigDecimal> part) {
    return Decimals.sum(lines.stream().map(part).toList());
  }
}
