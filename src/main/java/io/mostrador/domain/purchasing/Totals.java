package io.mostrador.domain.purchasing;

import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import java.math.BigDecimal;
import java.util.stream.Stream;

/** What a receipt amounts to, two places each; fails with {@code invalid} when one does not fit. */
record Totals(BigDecimal subtotal, BigDecimal tax, BigDecimal total) {

  private static final BigDecimal TAX_RATE = new BigDecimal("0.16");

  Totals {
    if (!Stream.of(subtotal, tax, total).allMatch(Decimals::isStorable)) {
      throw Failure.invalid("El importe es demasiado grande.");
    }
  }

  static Totals of(BigDecimal subtotal, BigDecimal tax) {
    return new Totals(subtotal, tax, subtotal.add(tax));
  }

  /** Bought without an invoice; subtotal and tax are rounded half-even. */
  static Totals withoutInvoice(BigDecimal units, BigDecimal unitCost) {
    BigDecimal subtotal = Decimals.moneyHalfEven(units.multiply(unitCost));
    return of(subtotal, Decimals.moneyHalfEven(subtotal.multiply(TAX_RATE)));
  }
}
