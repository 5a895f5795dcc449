package io.mostrador.domain.sales.profitability;

import java.math.BigDecimal;

/**
 * What is paid by card on one plan.
 *
 * @param commissionRate the plan's rate per one, four places
 */
public record CardAmount(BigDecimal amount, BigDecimal commissionRate) {

  public CardAmount {
    if (amount.signum() <= 0 || commissionRate.signum() < 0) {
      throw new IllegalArgumentException(amount + " at " + commissionRate);
    }
  }

  /** Unrounded: only the sum over the sale's cards is a final amount. */
  public BigDecimal commission() {
    return amount.multiply(commissionRate);
  }
}
