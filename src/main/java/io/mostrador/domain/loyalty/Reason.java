package io.mostrador.domain.loyalty;

import java.util.Locale;

/** Why a programme gives nothing; in the order in which reasons are told. */
enum Reason {
  NOT_ACTIVE,
  NOT_STARTED,
  ENDED,
  TOO_SOON,
  BELOW_MINIMUM,
  CONDITION_NOT_MET,
  LIMIT_USED,
  NOT_STACKABLE,
  NO_ELIGIBLE_LINES,
  BUDGET_USED;

  /** As the contract writes it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
