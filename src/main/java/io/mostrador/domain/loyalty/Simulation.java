package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plays a programme over past sales, oldest first, and adds up what it would have given. */
final class Simulation {

  /** What was given on a day. */
  private record Day(long uses, BigDecimal discount, BigDecimal revenue) {

    static final Day NOTHING = new Day(0, Decimals.ZERO, Decimals.ZERO);

    Day and(BigDecimal given, BigDecimal paid) {
      return new Day(uses + 1, discount.add(given), revenue.add(paid));
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("uses", uses)
          .put("discount_amount", Decimals.moneyText(discount))
          .put("revenue", Decimals.moneyText(revenue));
    }
  }

  private final Program program;
  private final BigDecimal maxPct;
  private final Map<LocalDate, Day> days = new TreeMap<>();
  private final Map<UUID, List<LocalDate>> byCustomer = new HashMap<>();
  private Day all = Day.NOTHING;
  private long sales;

  /**
   * @param maxPct of a line, together with a manual discount on the cart
   */
  Simulation(Program program, BigDecimal maxPct) {
    this.program = program.asIfNew();
    this.maxPct = maxPct;
  }

  void play(PastSale sale) {
    sales++;
    Program now = program.having(uses(sale));
    Evaluation evaluation =
        new Eligibility(sale.day(), maxPct).of(now, sale.history(), Optional.of(sale.cart()));
    BigDecimal given = evaluation.discount();
    if (given.signum() > 0) {
      BigDecimal paid = sale.cart().total().subtract(given);
      byCustomer.computeIfAbsent(sale.customer(), each -> new ArrayList<>()).add(sale.day());
      days.merge(sale.day(), Day.NOTHING.and(given, paid), (day, one) -> day.and(given, paid));
      all = all.and(given, paid);
    }
  }

  private Uses uses(PastSale sale) {
    @Nullable Integer window = program.definition().limits().windowDays();
    LocalDate since = Window.of(window, null).since(sale.day());
    long own =
        byCustomer.getOrDefault(sale.customer(), List.of()).stream()
            .filter(day -> !day.isBefore(since))
            .count();
    return new Uses(own, all.uses(), all.discount());
  }

  JsonObject toJson(LocalDate from, LocalDate to) {
    JsonArray rows = new JsonArray();
    days.forEach(
        (day, given) ->
            rows.add(new JsonObject().put("day", day.toString()).mergeIn(given.toJson())));
    return new JsonObject()
        .put("program", program.id().toString())
        .put("version", program.version())
        .put("date_from", from.toString())
        .put("date_to", to.toString())
        .put("sales_count", sales)
        .put("customers_count", byCustomer.size())
        .mergeIn(all.toJson())
        .put("days", rows);
  }
}
