package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** A history as anybody would write it: looks at every purchase for every window. */
record Purchases(LocalDate today, List<Purchase> all) implements History {

  /** One purchase; a later one has a greater {@code number}. */
  record Purchase(int number, LocalDate day, BigDecimal total) {

    UUID sale() {
      return new UUID(7, number);
    }
  }

  List<Purchase> newestFirst() {
    return all.stream()
        .sorted(Comparator.comparing(Purchase::day).thenComparing(Purchase::number).reversed())
        .toList();
  }

  @Override
  public Tally within(Window window) {
    List<Purchase> counted =
        newestFirst().stream()
            .filter(purchase -> !purchase.day().isBefore(window.since(today)))
            .filter(purchase -> window.admits(purchase.total()))
            .toList();
    return new Tally(
        counted.size(),
        counted.stream().map(Purchase::day).distinct().count(),
        Decimals.sum(counted.stream().map(Purchase::total).toList()),
        counted.isEmpty() ? null : counted.get(0).day(),
        counted.stream().map(Purchase::sale).limit(Tally.MOST_SALES).toList());
  }
}
