package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How often and how much a programme gives; null for no limit.
 *
 * @param windowDays the days that {@code perCustomer} is about, today among them; null for ever
 */
record Limits(
    @Nullable Integer perCustomer,
    @Nullable Integer windowDays,
    @Nullable Integer total,
    @Nullable BigDecimal budget) {

  boolean hasSlotFor(Uses uses) {
    return (perCustomer == null || uses.byCustomer() < perCustomer)
        && (total == null || uses.byAll() < total);
  }

  /** Whether a discount fits into what is left; without one, whether anything is left. */
  boolean canPay(@Nullable BigDecimal discount, Uses uses) {
    if (budget == null) {
      return true;
    }
    return discount == null
        ? uses.spent().compareTo(budget) < 0
        : uses.spent().add(discount).compareTo(budget) <= 0;
  }

  static Limits of(JsonObject json) {
    return new Limits(
        json.getInteger("per_customer"),
        json.getInteger("window_days"),
        json.getInteger("total"),
        Request.amount(json, "budget"));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("per_customer", perCustomer)
        .put("window_days", windowDays)
        .put("total", total)
        .put("budget", Decimals.moneyText(budget));
  }
}
