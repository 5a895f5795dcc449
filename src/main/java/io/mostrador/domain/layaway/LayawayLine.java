package io.mostrador.domain.layaway;

import io.mostrador.domain.sales.profitability.SoldLine;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.util.UUID;

/** One product that is put aside, as it is shown. */
record LayawayLine(UUID id, UUID layawayId, String productSku, String productName, SoldLine sold) {

  static LayawayLine from(Row row) {
    return new LayawayLine(
        row.getUUID("id"),
        row.getUUID("layaway_id"),
        row.getString("product_sku"),
        row.getString("product_name"),
        new SoldLine(
            row.getUUID("product_id"),
            row.getBigDecimal("qty"),
            row.getBigDecimal("unit_price"),
            row.getBigDecimal("unit_cost"),
            row.getBigDecimal("discount_pct")));
  }

  BigDecimal qty() {
    return sold.qty();
  }

  JsonObject toJson(String createdAt) {
    return new JsonObject()
        .put("id", id.toString())
        .put("product", sold.product().toString())
        .put("product_sku", productSku)
        .put("product_name", productName)
        .put("qty", Decimals.moneyText(sold.qty()))
        .put("unit_price", Decimals.moneyText(sold.unitPrice()))
        .put("unit_cost", Decimals.moneyText(sold.unitCost()))
        .put("discount_pct", Decimals.moneyText(sold.discountPct()))
        .put("created_at", createdAt);
  }
}
