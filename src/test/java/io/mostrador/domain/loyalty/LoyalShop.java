package io.mostrador.domain.loyalty;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.mostrador.testing.PutAside;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** A customer, one product, and the programmes that reward buying it. */
public final class LoyalShop {

  public final ApiClient admin;
  public final ApiClient cashier;
  public final Goods goods;
  public final String product;
  public final String phone = PutAside.newPhone();

  public LoyalShop(TestApplication application) {
    this.admin = application.admin();
    this.cashier = application.cashier();
    this.goods = new Goods(admin);
    this.product = goods.product("400.00", "500");
  }

  /** "The n-th purchase from 300.00 within 90 days gives 15 %, at most 250.00". */
  public static JsonObject nth(int number) {
    return program(
        condition("PURCHASE_COUNT", "every", number)
            .put("window_days", 90)
            .put("min_ticket", "300.00"));
  }

  public static JsonObject condition(String metric, String operator, Object value) {
    return new JsonObject().put("metric", metric).put("operator", operator).put("value", value);
  }

  public static JsonObject program(JsonObject... conditions) {
    JsonArray all = new JsonArray();
    for (JsonObject condition : conditions) {
      all.add(condition);
    }
    return new JsonObject()
        .put("code", "P-" + UUID.randomUUID().toString().substring(0, 13))
        .put("name", "Cliente frecuente")
        .put("rule", new JsonObject().put("all", all))
        .put(
            "benefit",
            new JsonObject().put("type", "PERCENT").put("value", "15").put("max_amount", "250.00"))
        .put("limits", new JsonObject())
        .put("funded_by", "SHARED")
        .put("stack_with_manual", false)
        .put("priority", 0);
  }

  /** Its id; ended programmes of other tests do not matter. */
  @CanIgnoreReturnValue
  public String active(JsonObject program) {
    String id = admin.post("/loyalty/programs/", program).is(201).id();
    admin.post("/loyalty/programs/" + id + "/activate/").is(200);
    return id;
  }

  public void end(String program) {
    admin.post("/loyalty/programs/" + program + "/end/").is(200);
  }

  public JsonObject sale(String price) {
    return sale(phone, price, price);
  }

  public JsonObject sale(String customerPhone, String price, String paid) {
    return new JsonObject()
        .put("lines", new JsonArray().add(line(price)))
        .put(
            "payments",
            new JsonArray().add(new JsonObject().put("method", "CASH").put("amount", paid)))
        .put("customer_phone", customerPhone);
  }

  public JsonObject line(String price) {
    return new JsonObject()
        .put("product", product)
        .put("qty", "1")
        .put("unit_price", price)
        .put("unit_cost", "100.00")
        .put("discount_pct", "0");
  }

  /** The sale's id. */
  @CanIgnoreReturnValue
  public String buys(String price) {
    return sell(sale(price)).is(201).id();
  }

  public Answer sell(JsonObject sale) {
    return cashier.post("/sales/create-and-confirm/", sale);
  }

  public static JsonObject promised(JsonObject sale, String program, String discount) {
    return sale.put(
        "promotion", new JsonObject().put("program", program).put("expected_discount", discount));
  }

  /** Again while the server has no connection free, as a till does. */
  public Answer insist(JsonObject sale) {
    Answer answer = sell(sale);
    while (answer.status() == 503) {
      answer = sell(sale);
    }
    return answer;
  }

  public Answer redeem(String program, String price, String discount, String paid) {
    return sell(promised(sale(phone, price, paid), program, discount));
  }

  /** What a programme says of the customer with one unit in the cart. */
  public JsonObject evaluated(String program, String price) {
    JsonObject body =
        new JsonObject()
            .put("customer_phone", phone)
            .put("lines", new JsonArray().add(line(price)));
    return cashier
        .post("/loyalty/evaluations/", body)
        .is(200)
        .json()
        .getJsonArray("results")
        .stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("program").equals(program))
        .findFirst()
        .orElseThrow();
  }

  public String customer() {
    return cashier.get("/customers/?phone=" + phone).is(200).results().get(0).getString("id");
  }

  public JsonObject redemptionOf(String sale) {
    String id =
        cashier.get("/loyalty/redemptions/?sale=" + sale).is(200).results().get(0).getString("id");
    return cashier.get("/loyalty/redemptions/" + id + "/").is(200).json();
  }

  public void cancel(String sale) {
    admin.post("/sales/" + sale + "/void/", new JsonObject().put("reason", "Devolución")).is(200);
  }
}
