package io.mostrador.domain.investors;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;

/**
 * What an investor has; two places each, and negative where a sale or void made it so.
 *
 * @param capital liquid: can be withdrawn or turned into goods
 * @param inventory cost of the goods not sold yet
 * @param profit can be turned into capital
 */
record Balances(BigDecimal capital, BigDecimal inventory, BigDecimal profit) {

  static Balances from(Row row) {
    return new Balances(
        row.getBigDecimal("capital"), row.getBigDecimal("inventory"), row.getBigDecimal("profit"));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("capital", Decimals.moneyText(capital))
        .put("inventory", Decimals.moneyText(inventory))
        .put("profit", Decimals.moneyText(profit));
  }

  /** As the totals of a ledger are called. */
  JsonObject toTotalsJson() {
    return new JsonObject()
        .put("capital_total", Decimals.moneyText(capital))
        .put("inventory_total", Decimals.moneyText(inventory))
        .put("profit_total", Decimals.moneyText(profit));
  }
}
