package io.mostrador.domain.loyalty;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A history of any length, counted once for many windows.
 *
 * <p>The first days of all windows cut time into spans, their smallest tickets cut totals into
 * bands. Each purchase falls into one cell; a window is the sum of the cells from its span and band
 * on. A day belongs to the highest band that one of its purchases reached, so that days add up too.
 */
final class Tallies implements History {

  /**
   * Purchases of one span of days and one band of totals.
   *
   * @param span how many of the first days it is at or after, from 1
   * @param band how many of the smallest tickets it reaches, from 1
   * @param days of which this is the highest band
   */
  record Cell(int span, int band, long purchases, long days, long cents, LocalDate last) {}

  /**
   * A purchase by name: one of the newest that reach a smallest ticket.
   *
   * @param band of that ticket
   */
  record Named(int band, LocalDate day, OffsetDateTime confirmedAt, UUID sale) {}

  private final Cuts cuts;
  private final List<Cell> cells = new ArrayList<>();
  private final List<Named> named = new ArrayList<>();

  Tallies(Cuts cuts) {
    this.cuts = cuts;
  }

  void add(Cell cell) {
    cells.add(cell);
  }

  void add(Named purchase) {
    named.add(purchase);
  }

  @Override
  public Tally within(Window window) {
    int span = cuts.spanOf(window);
    int band = cuts.bandOf(window);
    long purchases = 0;
    long days = 0;
    long cents = 0;
    LocalDate last = null;
    for (Cell cell : cells) {
      if (cell.span() >= span && cell.band() >= band) {
        purchases += cell.purchases();
        days += cell.days();
        cents += cell.cents();
        last = last == null || cell.last().isAfter(last) ? cell.last() : last;
      }
    }
    return new Tally(purchases, days, BigDecimal.valueOf(cents, 2), last, sales(band, window));
  }

  private List<UUID> sales(int band, Window window) {
    LocalDate since = window.since(cuts.today());
    return named.stream()
        .filter(purchase -> purchase.band() == band && !purchase.day().isBefore(since))
        .sorted(Comparator.comparing(Named::confirmedAt).thenComparing(Named::sale).reversed())
        .limit(Tally.MOST_SALES)
        .map(Named::sale)
        .toList();
  }
}
