package io.mostrador;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What the demo shop has besides goods: investors with their capital and purchases. */
record DemoBooks(DemoCalls admin, DemoClock clock) {

  static final List<String> CUSTOMERS =
      List.of(
          "Carla Soto",
          "Diego Paz",
          "Elena Cruz",
          "Fabián Mora",
          "Gloria Luna",
          "Hugo Vidal",
          "Irma Rey");

  private static final String TAX_RATE_PCT = "16.00";

  void open(DemoGoods goods, int investorUser) {
    String ines = investor("Inés Vega", "60000.00", investorUser);
    String grupo = investor("Grupo Frontera", "35000.00", null);
    buy(ines, goods.product(0), "2.00");
    buy(ines, goods.product(4), "2.00");
    buy(grupo, goods.product(30), "3.00");
  }

  private String investor(String name, String capital, Integer user) {
    return admin
        .send(
            "createInvestor",
            new JsonObject()
                .put("display_name", name)
                .put("initial_capital", capital)
                .put("user", user))
        .getString("id");
  }

  private void buy(String investor, JsonObject product, String units) {
    JsonObject line =
        new JsonObject()
            .put("product", product.getString("id"))
            .put("qty", units)
            .put("unit_cost_gross", product.getString("cost_price"));
    admin.send(
        "purchaseGoods",
        new JsonObject().put("id", investor),
        new JsonObject().put("tax_rate_pct", TAX_RATE_PCT).put("lines", new JsonArray().add(line)));
  }
}
