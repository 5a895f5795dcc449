package io.mostrador.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Optional;

/** Exact decimal amounts: how they are read, judged, rounded and written. */
public final class Decimals {

  /** Two places. */
  public static final BigDecimal ZERO = new BigDecimal("0.00");

  public static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private static final int MONEY_PLACES = 2;
  private static final BigDecimal MONEY_LIMIT = new BigDecimal("10000000000");
  private static final int LONGEST_TEXT = 64;

  /** What a decimal of the contract may look like: digits in all, and of them after the point. */
  public record Shape(int digits, int places) {

    public static final Shape AMOUNT = new Shape(12, 2);
    public static final Shape PERCENT = new Shape(5, 2);
    public static final Shape RATE = new Shape(12, 4);

    /** Empty when {@code value} has too many digits before or after the point. */
    public Optional<BigDecimal> fit(BigDecimal value) {
      long whole = (long) value.precision() - value.scale();
      boolean fits = value.signum() == 0 || whole <= digits - places;
      return value.scale() <= places && value.scale() >= -digits && fits
          ? Optional.of(value.setScale(places))
          : Optional.empty();
    }
  }

  private Decimals() {}

  /** Empty when the text is no number: blank, too long to be one, NaN or infinite. */
  public static Optional<BigDecimal> parse(String text) {
    if (text.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** A final amount: two places, halves away from zero. */
  public static BigDecimal money(BigDecimal exact) {
    return exact.setScale(MONEY_PLACES, RoundingMode.HALF_UP);
  }

  /** A final amount where the contract says half-even: two places, halves to the even neighbour. */
  public static BigDecimal moneyHalfEven(BigDecimal exact) {
    return exact.setScale(MONEY_PLACES, RoundingMode.HALF_EVEN);
  }

  /** Whether a computed amount has at most ten digits before the point, as every column has. */
  public static boolean isStorable(BigDecimal amount) {
    return amount.abs().compareTo(MONEY_LIMIT) < 0;
  }

  public static BigDecimal sum(Collection<BigDecimal> amounts) {
    return amounts.stream().reduce(ZERO, BigDecimal::add);
  }

  /** As the contract writes it: plain digits with the scale that the value has; null stays null. */
  public static String text(BigDecimal value) {
    return value == null ? null : value.toPlainString();
  }

  /** As the contract writes an amount: exactly two places; null stays null. */
  public static String moneyText(BigDecimal value) {
    return value == null ? null : money(value).toPlainString();
  }
}
