package io.mostrador.domain.reports;

import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * One of the products that sold best.
 *
 * @param amount what its lines brought, unrounded
 * @param grossProfitOfAll what the lines of all products brought less their cost, unrounded
 */
record SoldProduct(
    UUID id,
    String sku,
    String name,
    BigDecimal units,
    BigDecimal amount,
    BigDecimal grossProfitOfAll) {

  static SoldProduct from(Row row) {
    return new SoldProduct(
        row.getUUID("product_id"),
        row.getString("sku"),
        row.getString("name"),
        row.getBigDecimal("units"),
        row.getBigDecimal("amount"),
        row.getBigDecimal("gross_profit_of_all"));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("product_id", id.toString())
        .put("product__sku", sku)
        .put("product__name", name)
        .put("units_sold", Figures.money(units))
        .put("sales_amount", Figures.money(amount));
  }
}
