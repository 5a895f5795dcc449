package io.mostrador.domain.cards;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.TestApplication;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Card plans, and sales that are paid with cards, made through the API. */
final class CardSales {

  private final ApiClient admin;
  private final ApiClient cashier;
  private final String product;

  CardSales(TestApplication application) {
    this(application.admin(), application.cashier());
  }

  CardSales(ApiClient admin, ApiClient cashier) {
    this.admin = admin;
    this.cashier = cashier;
    this.product = new Goods(admin).product("1.00", "1000");
  }

  /** A plan that nobody else uses. */
  JsonObject plan(String rate) {
    return plan("P-" + UUID.randomUUID().toString().substring(0, 8), "Plan de prueba", rate);
  }

  JsonObject plan(String code, String label, String rate) {
    return admin
        .post(
            "/card-commission-plans/",
            new JsonObject()
                .put("code", code)
                .put("label", label)
                .put("installments_months", 6)
                .put("commission_rate", rate)
                .put("card_instrument", "CREDIT")
                .put("sort_order", 900)) // after those that other tests look for
        .is(201)
        .json();
  }

  static JsonObject card(JsonObject plan, String amount) {
    return new JsonObject()
        .put("method", "CARD")
        .put("card_plan_id", plan.getString("id"))
        .put("amount", amount);
  }

  static JsonObject cash(String amount) {
    return new JsonObject().put("method", "CASH").put("amount", amount);
  }

  /** Confirmed; the sale. */
  @CanIgnoreReturnValue
  JsonObject sell(JsonObject... payments) {
    return cashier.post("/sales/create-and-confirm/", body(payments)).is(201).json();
  }

  JsonObject draft(JsonObject... payments) {
    return cashier.post("/sales/", body(payments)).is(201).json();
  }

  void voidSale(JsonObject sale) {
    admin.post("/sales/" + sale.getString("id") + "/void/").is(200);
  }

  private JsonObject body(JsonObject... payments) {
    BigDecimal total =
        Arrays.stream(payments)
            .map(payment -> new BigDecimal(payment.getString("amount")))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    JsonObject line =
        new JsonObject()
            .put("product", product)
            .put("qty", "0.01")
            .put("unit_price", total.movePointRight(2).setScale(2).toPlainString())
            .put("unit_cost", "0.00");
    return new JsonObject()
        .put("lines", new JsonArray().add(line))
        .put("payments", new JsonArray(List.of(payments)));
  }

  /** Id of a sale's payment. */
  static String payment(JsonObject sale, int index) {
    return sale.getJsonArray("payments").getJsonObject(index).getString("id");
  }
}
