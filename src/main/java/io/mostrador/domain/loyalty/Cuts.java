package io.mostrador.domain.loyalty;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Where the windows of some rules cut a history.
 *
 * @param sinces first days, oldest first
 * @param minTickets smallest tickets, smallest first
 */
record Cuts(LocalDate today, List<LocalDate> sinces, List<BigDecimal> minTickets) {

  static Cuts of(Collection<Window> windows, LocalDate today) {
    return new Cuts(
        today, sorted(windows, window -> window.since(today)), sorted(windows, Window::minTicket));
  }

  private static <T extends Comparable<? super T>> List<T> sorted(
      Collection<Window> windows, Function<Window, T> cut) {
    return windows.stream().map(cut).distinct().sorted().toList();
  }

  boolean isEmpty() {
    return sinces.isEmpty();
  }

  /** From 1. */
  int spanOf(Window window) {
    return sinces.indexOf(window.since(today)) + 1;
  }

  /** From 1. */
  int bandOf(Window window) {
    return minTickets.indexOf(window.minTicket()) + 1;
  }
}
