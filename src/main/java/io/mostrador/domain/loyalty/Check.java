package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one condition was judged, and on what.
 *
 * @param actual null where there was nothing to measure
 */
record Check(Condition condition, @Nullable BigDecimal actual, Outcome outcome, Tally tally) {

  /** Whether it holds. */
  enum Outcome {
    PASSED,
    FAILED,
    /** This purchase would not count among those it is to complete. */
    CART_TOO_SMALL,
    /** Without a cart there is nobody to ask. */
    NOT_ASKED
  }

  boolean stands() {
    return outcome == Outcome.PASSED || outcome == Outcome.NOT_ASKED;
  }

  /** Empty where it stands. */
  Optional<Reason> fault() {
    return stands() ? Optional.empty() : Optional.of(reason());
  }

  private Reason reason() {
    boolean isTooLittle = condition.operator() == Operator.GTE && actual != null;
    boolean isCart = condition.metric() == Metric.CART_TOTAL;
    if (outcome == Outcome.CART_TOO_SMALL || (isTooLittle && isCart)) {
      return Reason.BELOW_MINIMUM;
    }
    return isTooLittle && condition.metric() == Metric.DAYS_SINCE_LAST
        ? Reason.TOO_SOON
        : Reason.CONDITION_NOT_MET;
  }

  /** How far it has come, as in {@code 4/5}; of {@code every}, on the way to the next one. */
  String progress() {
    BigDecimal needed = condition.value();
    BigDecimal reached = actual == null ? BigDecimal.ZERO : actual;
    BigDecimal shown =
        condition.operator() == Operator.EVERY
            ? reached.remainder(needed)
            : reached.min(needed.max(BigDecimal.ZERO));
    return text(shown) + "/" + text(needed);
  }

  private static String text(BigDecimal figure) {
    return figure.setScale(0, RoundingMode.DOWN).compareTo(figure) == 0
        ? figure.setScale(0, RoundingMode.DOWN).toPlainString()
        : Decimals.moneyText(figure);
  }

  JsonObject toJson() {
    JsonArray sales = new JsonArray();
    tally.sales().stream().map(UUID::toString).forEach(sales::add);
    return new JsonObject()
        .put("metric", condition.metric().name())
        .put("operator", condition.operator().text())
        .put("window_days", condition.windowDays())
        .put("min_ticket", Decimals.moneyText(condition.minTicket()))
        .put("required", condition.figure(condition.value()))
        .put("actual", condition.figure(actual))
        .put("passed", outcome == Outcome.NOT_ASKED ? null : (Object) stands())
        .put("sales", sales)
        .put("sales_count", tally.purchases());
  }
}
