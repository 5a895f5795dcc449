package io.mostrador.domain.loyalty;

import java.util.Locale;

/** How a condition compares. */
enum Operator {
  GTE,
  LTE,
  /** This purchase would be the n-th, 2n-th and so on. */
  EVERY;

  static Operator of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** As the contract writes it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
