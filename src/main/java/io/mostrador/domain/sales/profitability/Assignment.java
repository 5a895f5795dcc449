package io.mostrador.domain.sales.profitability;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * Units of a product that belong to an investor.
 *
 * @param unsold units still to be sold, from 0
 * @param unitCost what the investor paid for a unit
 */
public record Assignment(
    UUID id, UUID investor, UUID product, BigDecimal unsold, BigDecimal unitCost) {

  public Assignment {
    if (unsold.signum() < 0 || unitCost.signum() < 0) {
      throw new IllegalArgumentException(id + ": " + unsold + " units at " + unitCost);
    }
  }
}
