package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer bought within a window.
 *
 * @param days different ones
 * @param last day of the last purchase; null without any
 * @param sales newest first, at most {@link #MOST_SALES}
 */
record Tally(
    long purchases, long days, BigDecimal spend, @Nullable LocalDate last, List<UUID> sales) {

  /** So many purchases are named; how many there were is always told. */
  static final int MOST_SALES = 20;

  static final Tally NONE = new Tally(0, 0, Decimals.ZERO, null, List.of());

  Tally {
    sales = List.copyOf(sales);
  }
}
