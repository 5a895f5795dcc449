package io.mostrador.domain.sales;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Sale bodies as a till writes them. */
public final class Till {

  private final JsonArray lines = new JsonArray();
  private final JsonArray payments = new JsonArray();
  private final JsonObject body = new JsonObject().put("lines", lines).put("payments", payments);

  public static Till sale() {
    return new Till();
  }

  public Till line(String product, String qty, String price) {
    return line(product, qty, price, "0.00");
  }

  public Till line(String product, String qty, String price, String discountPct) {
    lines.add(
        new JsonObject()
            .put("product", product)
            .put("qty", qty)
            .put("unit_price", price)
            .put("unit_cost", "1.00")
            .put("discount_pct", discountPct));
    return this;
  }

  public Till cash(String amount) {
    return payment(new JsonObject().put("method", "CASH").put("amount", amount));
  }

  public Till card(String plan, String amount) {
    return payment(
        new JsonObject().put("method", "CARD").put("amount", amount).put("card_plan_id", plan));
  }

  public Till payment(JsonObject payment) {
    payments.add(payment);
    return this;
  }

  public Till with(String field, Object value) {
    body.put(field, value);
    return this;
  }

  public JsonObject body() {
    return body.copy();
  }
}
