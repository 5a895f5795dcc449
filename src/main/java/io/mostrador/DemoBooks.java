package io.mostrador;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/** What the demo shop has besides goods: investors, expenses, goods put aside. */
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
    spend();
  }

  /** What comes every month, generated and paid; and what came once. */
  private void spend() {
    template("Renta", "Local", "4500.00");
    template("Internet", "Servicios", "650.00");
    JsonObject month = new JsonObject().put("month", YearMonth.now(clock).toString());
    admin.send("generateFixedExpenses", month);
    String today = LocalDate.now(clock).toString();
    expense("Luz", "CFE bimestre", "1240.50", today);
    expense("Publicidad", "Lona para la fachada", "980.00", today);
  }

  private void template(String name, String category, String amount) {
    admin.send(
        "createExpenseTemplate",
        new JsonObject()
            .put("name", name)
            .put("category", category)
            .put("default_amount", amount)
            .put("charge_day", 5));
  }

  private void expense(String category, String description, String amount, String day) {
    admin.send(
        "createExpense",
        new JsonObject()
            .put("category", category)
            .put("description", description)
            .put("amount", amount)
            .put("expense_date", day));
  }

  /** Goods put aside: one that goes on, one that is paid off, one that was given up. */
  void putAside(DemoGoods goods, DemoCalls till) {
    layaway(goods, till, 1, 6, "300.00");
    JsonObject paid = layaway(goods, till, 2, 8, "500.00");
    JsonObject rest =
        new JsonObject().put("method", "CASH").put("amount", paid.getString("balance_due"));
    till.send(
        "settleLayaway",
        new JsonObject().put("id", paid.getString("id")),
        new JsonObject().put("payments", new JsonArray().add(rest)));
    JsonObject given = layaway(goods, till, 3, 10, "400.00");
    admin.send(
        "expireLayaway",
        new JsonObject().put("id", given.getString("id")),
        new JsonObject().put("force", true));
  }

  private static JsonObject layaway(
      DemoGoods goods, DemoCalls till, int customer, int product, String deposit) {
    JsonArray lines = new JsonArray();
    int candidate = product;
    while (!goods.take(goods.product(candidate), lines)) {
      candidate++;
    }
    JsonObject payment = new JsonObject().put("method", "CASH").put("amount", deposit);
    return till.send(
        "createLayaway",
        new JsonObject()
            .put(
                "customer",
                new JsonObject()
                    .put("phone", "664555010" + customer)
                    .put("name", CUSTOMERS.get(customer)))
            .put("lines", lines)
            .put("deposit_payments", new JsonArray().add(payment))
            .put("expires_at", OffsetDateTime.now(ZoneOffset.UTC).plusDays(20).toString()));
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
