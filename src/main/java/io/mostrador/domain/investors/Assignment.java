package io.mostrador.domain.investors;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Units of a product that an investor paid for, sold ones included.
 *
 * @param qtySoldByHand what of {@code qtySold} somebody wrote down; sales took the rest
 */
record Assignment(
    UUID id,
    UUID investor,
    UUID product,
    String productSku,
    String productName,
    BigDecimal qtyAssigned,
    BigDecimal qtySold,
    BigDecimal qtySoldByHand,
    BigDecimal unitCost,
    OffsetDateTime createdAt) {

  static Assignment from(Row row) {
    return new Assignment(
        row.getUUID("id"),
        row.getUUID("investor_id"),
        row.getUUID("product_id"),
        row.getString("product_sku"),
        row.getString("product_name"),
        row.getBigDecimal("qty_assigned"),
        row.getBigDecimal("qty_sold"),
        row.getBigDecimal("qty_sold_by_hand"),
        row.getBigDecimal("unit_cost"),
        row.getOffsetDateTime("created_at"));
  }

  BigDecimal qtySoldInSales() {
    return qtySold.subtract(qtySoldByHand);
  }

  JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .put("investor", investor.toString())
        .put("product", product.toString())
        .put("product_sku", productSku)
        .put("product_name", productName)
        .put("qty_assigned", Decimals.moneyText(qtyAssigned))
        .put("qty_sold", Decimals.moneyText(qtySold))
        .put("qty_available", Decimals.moneyText(qtyAssigned.subtract(qtySold)))
        .put("unit_cost", Decimals.moneyText(unitCost))
        .put("line_total", Decimals.moneyText(qtyAssigned.multiply(unitCost)))
        .put("created_at", time.text(createdAt));
  }
}
