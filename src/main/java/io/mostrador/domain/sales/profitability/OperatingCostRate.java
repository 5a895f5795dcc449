package io.mostrador.domain.sales.profitability;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The part of each sale that running the shop takes.
 *
 * @param rate per one, four places
 */
public record OperatingCostRate(BigDecimal rate, Source source) {

  /** Where the rate comes from; the names are the contract's. */
  public enum Source {
    /** The month's own figures. */
    MTD_REAL,
    /** A fixed rate, while the month has too few sales to tell. */
    FALLBACK_BASE
  }

  private static final int PLACES = 4;
  private static final BigDecimal LOWEST = new BigDecimal("0.0800");
  private static final BigDecimal HIGHEST = new BigDecimal("0.3500");
  private static final OperatingCostRate FALLBACK =
      new OperatingCostRate(new BigDecimal("0.1750"), Source.FALLBACK_BASE);
  private static final long FEWEST_SALES = 20;
  private static final BigDecimal SMALLEST_TOTAL = new BigDecimal("50000.00");

  public OperatingCostRate {
    rate = rate.setScale(PLACES);
    if (rate.compareTo(LOWEST) < 0 || rate.compareTo(HIGHEST) > 0) {
      throw new IllegalArgumentException("rate: " + rate);
    }
  }

  /**
   * The rate for the next sale, which is not among those counted.
   *
   * @param paidExpenses of the month to date
   * @param salesTotal of the month's confirmed sales to date
   * @param salesCount how many those are
   */
  public static OperatingCostRate ofMonth(
      BigDecimal paidExpenses, BigDecimal salesTotal, long salesCount) {
    if (salesCount < FEWEST_SALES || salesTotal.compareTo(SMALLEST_TOTAL) < 0) {
      return FALLBACK;
    }
    BigDecimal real = paidExpenses.divide(salesTotal, PLACES, RoundingMode.HALF_UP);
    return new OperatingCostRate(real.max(LOWEST).min(HIGHEST), Source.MTD_REAL);
  }
}
