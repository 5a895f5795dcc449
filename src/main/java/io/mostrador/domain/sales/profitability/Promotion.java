package io.mostrador.domain.sales.profitability;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;

/**
 * What a loyalty programme takes off a line.
 *
 * @param discount two places, from 0.00 to what the line would bring in without it
 * @param isBornByStore whether an investor's share is worked out as if it did not exist
 */
public record Promotion(BigDecimal discount, boolean isBornByStore) {

  public static final Promotion NONE = new Promotion(Decimals.ZERO, false);

  public Promotion {
    if (discount.signum() < 0) {
      throw new IllegalArgumentException("discount: " + discount);
    }
  }
}
