package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thing that has to hold for a reward.
 *
 * @param value two places for an amount, else whole
 * @param windowDays null for ever
 * @param minTicket null for any purchase
 */
record Condition(
    Metric metric,
    Operator operator,
    BigDecimal value,
    @Nullable Integer windowDays,
    @Nullable BigDecimal minTicket) {

  Window window() {
    return Window.of(windowDays, minTicket);
  }

  /**
   * @param cartTotal null without a cart: then nothing is asked of it
   */
  Check judge(History history, @Nullable BigDecimal cartTotal, LocalDate today) {
    if (metric == Metric.CART_TOTAL) {
      Check.Outcome outcome =
          cartTotal == null ? Check.Outcome.NOT_ASKED : outcome(compares(cartTotal));
      return new Check(this, cartTotal, outcome, Tally.NONE);
    }
    Tally tally = history.within(window());
    BigDecimal actual = actual(tally, today);
    return new Check(this, actual, judge(tally, actual, cartTotal, today), tally);
  }

  private Check.Outcome judge(
      Tally tally, @Nullable BigDecimal actual, @Nullable BigDecimal cartTotal, LocalDate today) {
    if (actual == null) {
      return Check.Outcome.FAILED;
    }
    if (operator != Operator.EVERY) {
      return outcome(compares(actual));
    }
    if (cartTotal != null && !window().admits(cartTotal)) {
      return Check.Outcome.CART_TOO_SMALL;
    }
    boolean countsNoMore = metric == Metric.PURCHASE_DAYS && today.equals(tally.last());
    return outcome(!countsNoMore && isNext(actual));
  }

  private boolean isNext(BigDecimal before) {
    return before.add(BigDecimal.ONE).remainder(value).signum() == 0;
  }

  private boolean compares(BigDecimal actual) {
    int order = actual.compareTo(value);
    return operator == Operator.LTE ? order <= 0 : order >= 0;
  }

  private static Check.Outcome outcome(boolean holds) {
    return holds ? Check.Outcome.PASSED : Check.Outcome.FAILED;
  }

  /** Null where there is nothing to measure. */
  private @Nullable BigDecimal actual(Tally tally, LocalDate today) {
    return switch (metric) {
      case PURCHASE_COUNT -> BigDecimal.valueOf(tally.purchases());
      case PURCHASE_DAYS -> BigDecimal.valueOf(tally.days());
      case NET_SPEND -> tally.spend();
      case DAYS_SINCE_LAST ->
          tally.last() == null
              ? null
              : BigDecimal.valueOf(ChronoUnit.DAYS.between(tally.last(), today));
      case CART_TOTAL -> throw new IllegalStateException("is not of the history");
    };
  }

  static Condition of(JsonObject json) {
    Metric metric = Metric.valueOf(json.getString("metric"));
    BigDecimal value = new BigDecimal(json.getValue("value").toString());
    String minTicket = json.getString("min_ticket");
    return new Condition(
        metric,
        Operator.of(json.getString("operator")),
        metric.isAmount() ? Decimals.money(value) : value.stripTrailingZeros(),
        json.getInteger("window_days"),
        minTicket == null ? null : new BigDecimal(minTicket));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("metric", metric.name())
        .put("operator", operator.text())
        .put("value", figure(value))
        .put("window_days", windowDays)
        .put("min_ticket", Decimals.moneyText(minTicket));
  }

  /** As the contract writes a figure of its metric: amounts as text, counts as numbers. */
  @Nullable Object figure(@Nullable BigDecimal figure) {
    if (figure == null) {
      return null;
    }
    return metric.isAmount() ? Decimals.moneyText(figure) : (Object) figure.longValueExact();
  }
}
