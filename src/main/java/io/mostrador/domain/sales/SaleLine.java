package io.mostrador.domain.sales;

import io.mostrador.domain.sales.profitability.Promotion;
import io.mostrador.domain.sales.profitability.SoldLine;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.util.UUID;

/** One product of a sale, as it is shown. */
record SaleLine(UUID id, String productSku, String productName, SoldLine sold) {

  /** Who bears a promotion is not read again: what was earned is written down. */
  static SaleLine from(Row row) {
    return new SaleLine(
        row.getUUID("id"),
        row.getString("product_sku"),
        row.getString("product_name"),
        new SoldLine(
            row.getUUID("product_id"),
            row.getBigDecimal("qty"),
            row.getBigDecimal("unit_price"),
            row.getBigDecimal("unit_cost"),
            row.getBigDecimal("discount_pct"),
            new Promotion(row.getBigDecimal("promotion_discount"), false)));
  }

  SaleLine with(Promotion promotion) {
    return new SaleLine(id, productSku, productName, sold.with(promotion));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id.toString())
        .put("product", sold.product().toString())
        .put("product_sku", productSku)
        .put("product_name", productName)
        .put("qty", Decimals.moneyText(sold.qty()))
        .put("unit_price", Decimals.moneyText(sold.unitPrice()))
        .put("unit_cost", Decimals.moneyText(sold.unitCost()))
        .put("discount_pct", Decimals.moneyText(sold.discountPct()))
        .put("promotion_discount", Decimals.moneyText(sold.promotion().discount()));
  }
}
