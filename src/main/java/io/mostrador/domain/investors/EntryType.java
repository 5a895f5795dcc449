package io.mostrador.domain.investors;

import java.util.Optional;
import java.util.stream.Stream;

/** Why a balance moved; the names are the contract's. */
enum EntryType {
  CAPITAL_DEPOSIT,
  CAPITAL_WITHDRAWAL,
  CAPITAL_TO_INVENTORY,
  INVENTORY_TO_CAPITAL,
  PROFIT_SHARE,
  REINVESTMENT;

  /** Empty for a type that does not exist. */
  static Optional<EntryType> of(String name) {
    return Stream.of(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
