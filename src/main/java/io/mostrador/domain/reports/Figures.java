package io.mostrador.domain.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How a report rounds and writes its figures: once, at the end, halves to the even neighbour. */
final class Figures {

  private static final int MONEY_PLACES = 2;
  private static final int RATE_PLACES = 4;

  private Figures() {}

  /** Two places. */
  static String money(BigDecimal exact) {
    return exact.setScale(MONEY_PLACES, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Two places; 0 of nothing. */
  static String meanMoney(BigDecimal sum, long count) {
    return mean(sum, count, MONEY_PLACES);
  }

  /** Four places; 0 of nothing. */
  static String meanRate(BigDecimal sum, long count) {
    return mean(sum, count, RATE_PLACES);
  }

  /** {@code part} in hundredths of {@code whole}, two places; 0 of nothing. */
  static String percent(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? money(BigDecimal.ZERO)
        : part.movePointRight(2)
            .divide(whole, MONEY_PLACES, RoundingMode.HALF_EVEN)
            .toPlainString();
  }

  private static String mean(BigDecimal sum, long count, int places) {
    BigDecimal mean =
        count == 0
            ? BigDecimal.ZERO.setScale(places)
            : sum.divide(BigDecimal.valueOf(count), places, RoundingMode.HALF_EVEN);
    return mean.toPlainString();
  }
}
