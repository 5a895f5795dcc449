package io.mostrador.domain.inventory;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.util.UUID;

/** How many units of a product are on hand. */
public record Stock(UUID productId, BigDecimal onHand) {

  static Stock from(Row row) {
    return new Stock(row.getUUID("product_id"), row.getBigDecimal("on_hand"));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("product_id", productId.toString())
        .put("stock", Decimals.moneyText(onHand));
  }
}
