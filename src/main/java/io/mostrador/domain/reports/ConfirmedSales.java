package io.mostrador.domain.reports;

import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;

/**
 * The confirmed sales of a period, added up.
 *
 * @param total what customers paid
 * @param earnings what their breakdowns add up to
 */
record ConfirmedSales(long count, BigDecimal total, Earnings earnings) {

  /**
   * Sums over the breakdowns of sales.
   *
   * @param rates of operating cost, added up
   * @param fallbacks how many of the rates are the one for months with few sales
   */
  record Earnings(
      long count,
      BigDecimal rates,
      long fallbacks,
      BigDecimal operatingCost,
      BigDecimal investorProfit,
      BigDecimal storeProfit) {

    JsonObject toJson() {
      return new JsonObject()
          .put("operating_cost_rate_avg", Figures.meanRate(rates, count))
          .put("operating_cost_total_allocated", Figures.money(operatingCost))
          .put("fallback_usage_count", fallbacks);
    }
  }

  static ConfirmedSales from(Row row) {
    return new ConfirmedSales(
        row.getLong("sales"),
        row.getBigDecimal("total"),
        new Earnings(
            row.getLong("breakdowns"),
            row.getBigDecimal("rates"),
            row.getLong("fallbacks"),
            row.getBigDecimal("operating_cost"),
            row.getBigDecimal("investor_profit"),
            row.getBigDecimal("store_profit")));
  }
}
