package io.mostrador;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;

/** What the demo shop gives to customers who come back. */
record DemoRewards(DemoCalls admin) {

  /** One programme that rewards, and one that is still being thought about. */
  void announce() {
    JsonObject fifth =
        new JsonObject()
            .put("metric", "PURCHASE_COUNT")
            .put("operator", "every")
            .put("value", "5")
            .put("window_days", 90)
            .put("min_ticket", "300.00");
    JsonObject percent =
        new JsonObject().put("type", "PERCENT").put("value", "15.00").put("max_amount", "250.00");
    JsonObject program =
        create("QUINTA", "Quinta compra con 15 %", fifth, percent)
            .put("limits", new JsonObject().put("per_customer", 1).put("window_days", 90));
    String id = admin.send("createLoyaltyProgram", program).getString("id");
    admin.send("activateLoyaltyProgram", new JsonObject().put("id", id), new JsonObject());

    JsonObject away =
        new JsonObject().put("metric", "DAYS_SINCE_LAST").put("operator", "gte").put("value", "60");
    JsonObject amount = new JsonObject().put("type", "AMOUNT").put("value", "100.00");
    JsonObject idea =
        create("REGRESO", "Te extrañamos", away, amount)
            .put("limits", new JsonObject().put("budget", "3000.00"))
            .put("funded_by", "STORE");
    admin.send("createLoyaltyProgram", idea);
  }

  private static JsonObject create(
      String code, String name, JsonObject condition, JsonObject benefit) {
    return new JsonObject()
        .put("code", code)
        .put("name", name)
        .put("rule", new JsonObject().put("all", new JsonArray().add(condition)))
        .put("benefit", benefit)
        .put("funded_by", "SHARED");
  }

  /** What the customer of a sale has to pay; puts the best promotion into the sale. */
  static BigDecimal apply(DemoCalls till, JsonObject sale, BigDecimal total) {
    JsonObject counter =
        new JsonObject()
            .put("customer_phone", sale.getString("customer_phone"))
            .put("lines", sale.getJsonArray("lines"));
    JsonObject best =
        till.send("evaluateLoyalty", counter).getJsonArray("results").getJsonObject(0);
    if (!best.getBoolean("eligible")) {
      return total;
    }
    String discount = best.getString("discount_amount");
    sale.put(
        "promotion",
        new JsonObject()
            .put("program", best.getString("program"))
            .put("expected_discount", discount));
    return total.subtract(new BigDecimal(discount));
  }
}
