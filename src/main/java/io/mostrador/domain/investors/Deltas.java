package io.mostrador.domain.investors;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;

/** By how much an entry moves each of the three balances of an investor; two places each. */
record Deltas(BigDecimal capital, BigDecimal inventory, BigDecimal profit) {

  static Deltas capital(BigDecimal amount) {
    return new Deltas(amount, Decimals.ZERO, Decimals.ZERO);
  }

  static Deltas profit(BigDecimal amount) {
    return new Deltas(Decimals.ZERO, Decimals.ZERO, amount);
  }

  static Deltas capitalToInventory(BigDecimal amount) {
    return new Deltas(amount.negate(), amount, Decimals.ZERO);
  }

  static Deltas inventoryToCapital(BigDecimal amount) {
    return new Deltas(amount, amount.negate(), Decimals.ZERO);
  }

  static Deltas profitToCapital(BigDecimal amount) {
    return new Deltas(amount, Decimals.ZERO, amount.negate());
  }

  Deltas negated() {
    return new Deltas(capital.negate(), inventory.negate(), profit.negate());
  }
}
