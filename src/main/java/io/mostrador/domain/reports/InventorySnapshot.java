package io.mostrador.domain.reports;

import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;

/**
 * What the stock is worth today, unrounded.
 *
 * @param units on hand, of active products
 * @param retail what they would bring at today's prices
 * @param store the part of them that no investor owns
 * @param investors what investors own unsold, on hand or not
 */
record InventorySnapshot(BigDecimal units, BigDecimal retail, Owned store, Owned investors) {

  /**
   * What one side owns.
   *
   * @param profit what it would bring at today's prices less its cost
   */
  record Owned(BigDecimal units, BigDecimal cost, BigDecimal profit) {

    static Owned from(Row row) {
      return new Owned(
          row.getBigDecimal("owned_units"),
          row.getBigDecimal("owned_cost"),
          row.getBigDecimal("owned_profit"));
    }
  }

  /** Everything but what investors own, which another statement tells. */
  record OnHand(BigDecimal units, BigDecimal retail, Owned store) {

    static OnHand from(Row row) {
      return new OnHand(row.getBigDecimal("units"), row.getBigDecimal("retail"), Owned.from(row));
    }

    InventorySnapshot with(Owned investors) {
      return new InventorySnapshot(units, retail, store, investors);
    }
  }

  JsonObject toJson() {
    BigDecimal profit = store.profit().add(investors.profit());
    return new JsonObject()
        .put("cost_value", Figures.money(store.cost().add(investors.cost())))
        .put("retail_value", Figures.money(retail))
        .put("potential_profit", Figures.money(profit))
        .put("total_units", Figures.money(units))
        .put("store_owned_units", Figures.money(store.units()))
        .put("investor_assigned_units", Figures.money(investors.units()))
        .put("store_owned_cost_value", Figures.money(store.cost()))
        .put("investor_assigned_cost_value", Figures.money(investors.cost()))
        .put("store_owned_potential_profit", Figures.money(store.profit()))
        .put("investor_assigned_potential_profit", Figures.money(investors.profit()))
        .put("gross_margin_pct", Figures.percent(profit, retail));
  }
}
