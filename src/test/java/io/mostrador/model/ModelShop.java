package io.mostrador.model;

import io.mostrador.TestApplication;
import io.mostrador.domain.purchasing.Invoices;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.mostrador.testing.PutAside;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What a plan speaks of by number: few products, customers with some credit, investors. */
final class ModelShop {

  static final int UNITS = 30;
  static final int CREDIT = 300;
  static final int CAPITAL = 1_000;

  final TestApplication application;
  final ApiClient admin;
  final List<String> products;
  final List<String> phones;
  final List<String> credits;
  final List<String> customers;
  final List<String> investors;
  final String supplier;
  final String cardPlan;

  ModelShop(TestApplication application) {
    this.application = application;
    this.admin = application.admin();
    Goods goods = new Goods(admin);
    this.products = make(Plan.PRODUCTS, each -> goods.product("100.00", "" + UNITS));
    this.phones = make(Plan.CUSTOMERS, each -> PutAside.newPhone());
    String other = goods.product("1000.00", "10");
    List<JsonObject> held = phones.stream().map(phone -> credit(phone, other)).toList();
    this.credits = held.stream().map(credit -> credit.getString("id")).toList();
    this.customers =
        held.stream().map(credit -> credit.getJsonObject("customer").getString("id")).toList();
    this.investors = make(Plan.INVESTORS, each -> investor());
    this.supplier = new Invoices(admin).supplier;
    this.cardPlan = admin.get("/card-commission-plans/").is(200).results().get(2).getString("id");
  }

  private static List<String> make(int count, IntFunction<String> maker) {
    return IntStream.range(0, count).mapToObj(maker).toList();
  }

  private JsonObject credit(String phone, String product) {
    JsonObject body =
        PutAside.of(phone).line(product, "1", "1000.00").deposit(CREDIT + ".00").body();
    String layaway = admin.post("/layaways/", body).is(201).id();
    admin.post("/layaways/" + layaway + "/expire/", new JsonObject().put("force", true)).is(200);
    return admin.get("/customer-credits/?customer_phone=" + phone).is(200).results().get(0);
  }

  private String investor() {
    JsonObject body =
        new JsonObject()
            .put("display_name", "Inversión " + UUID.randomUUID())
            .put("initial_capital", CAPITAL + ".00");
    return admin.post("/investors/", body).is(201).id();
  }

  ApiClient client(Step step) {
    return switch (step.client()) {
      case ADMIN -> admin;
      case CASHIER -> application.cashier();
      case OTHER_CASHIER -> application.otherCashier();
    };
  }

  JsonObject payment(String method, String amount) {
    JsonObject payment = new JsonObject().put("method", method).put("amount", amount);
    return method.equals("CARD") ? payment.put("card_plan_id", cardPlan) : payment;
  }
}
