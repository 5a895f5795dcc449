package io.mostrador.domain.cards;

import java.util.Locale;

/** What a report of commissions has one row for. */
enum Grouping {
  PLAN,
  INSTRUMENT,
  INSTALLMENTS,
  DAY,
  CASHIER;

  /** As the contract writes it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Grouping of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
