package io.mostrador.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The body of the plainest sale: one unit of one product, paid in cash. */
public final class Purchase {

  private Purchase() {}

  public static JsonObject of(String product, String price) {
    JsonObject line =
        new JsonObject()
            .put("product", product)
            .put("qty", "1")
            .put("unit_price", price)
            .put("unit_cost", "1.00")
            .put("discount_pct", "0.00");
    JsonObject payment = new JsonObject().put("method", "CASH").put("amount", price);
    return new JsonObject()
        .put("lines", new JsonArray().add(line))
        .put("payments", new JsonArray().add(payment));
  }
}
