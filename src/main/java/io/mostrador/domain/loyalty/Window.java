package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which purchases a condition counts.
 *
 * @param days today and the days before it, so many in all; null for ever
 * @param minTicket the smallest total that counts, from 0.00
 */
record Window(@Nullable Integer days, BigDecimal minTicket) {

  /** Before any day that a purchase can have. */
  static final LocalDate FOREVER = LocalDate.of(1900, 1, 1);

  static Window of(@Nullable Integer days, @Nullable BigDecimal minTicket) {
    return new Window(days, minTicket == null ? Decimals.ZERO : minTicket);
  }

  /** The first day that counts. */
  LocalDate since(LocalDate today) {
    return days == null ? FOREVER : today.minusDays(days - 1L);
  }

  boolean admits(BigDecimal total) {
    return total.compareTo(minTicket) >= 0;
  }
}
