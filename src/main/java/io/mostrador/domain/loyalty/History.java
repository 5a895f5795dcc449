package io.mostrador.domain.loyalty;

/** What a customer bought before this moment, without what was voided. */
@FunctionalInterface
interface History {

  /** Of somebody who never bought. */
  History NONE = window -> Tally.NONE;

  /** Of one of the windows that it was read for. */
  Tally within(Window window);
}
