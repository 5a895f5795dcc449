package io.mostrador.bench;

import io.mostrador.TestApplication;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What a till does, from {@code sales.txt}: sales of three lines and two payments. */
final class BaselineSales {

  private static final int PRODUCTS = 60;
  private static final int LINES = 3;
  private static final int READY = 140; // warm-ups, what is measured, and the plans

  private final ApiClient cashier;
  private final String customer;
  private final List<String> products = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  BaselineSales(TestApplication application, Map<String, String> names) {
    this.cashier = application.cashier();
    this.customer = names.get("customer");
    Goods goods = new Goods(application.admin());
    for (int each = 0; each < PRODUCTS; each++) {
      products.add(goods.product("100.00", "99999999"));
    }
  }

  List<BaselineCase> cases() throws IOException {
    return BaselineReads.lines("sales.txt").stream().map(this::sale).toList();
  }

  private BaselineCase sale(String[] columns) {
    return switch (columns[0]) {
      case "createAndConfirmSale" ->
          of(columns, () -> "/sales/create-and-confirm/", () -> body(), 201);
      case "createSale" -> of(columns, () -> "/sales/", () -> body(), 201);
      case "confirmSale" -> of(columns, each("/sales/", "confirm/"), JsonObject::new, 200);
      case "voidSale" ->
          of(
              columns,
              each("/sales/create-and-confirm/", "void/"),
              () -> new JsonObject().put("reason", "Prueba"),
              200);
      case "previewProfitability" ->
          of(columns, () -> "/sales/preview-profitability/", () -> body(), 200);
      case "evaluateLoyalty" -> of(columns, () -> "/loyalty/evaluations/", this::cart, 200);
      default -> throw new IllegalArgumentException(columns[0]);
    };
  }

  private BaselineCase of(
      String[] columns, Supplier<String> path, Supplier<JsonObject> body, int status) {
    return new BaselineCase(
        columns[0],
        columns[1],
        Integer.parseInt(columns[2]),
        cashier,
        HttpMethod.POST,
        path,
        body,
        status,
        columns[3]);
  }

  /** Made when the first is asked for, so that none is measured while they are made. */
  private Supplier<String> each(String collection, String action) {
    Deque<String> ready = new ArrayDeque<>();
    return () -> {
      if (ready.isEmpty()) {
        for (int each = 0; each < READY; each++) {
          ready.add(cashier.post(collection, body()).is(201).id());
        }
      }
      return "/sales/" + ready.remove() + "/" + action;
    };
  }

  private JsonObject body() {
    JsonArray payments = new JsonArray().add(cash("200.00")).add(cash("100.00"));
    return new JsonObject().put("lines", lines()).put("payments", payments);
  }

  private JsonObject cart() {
    return new JsonObject().put("customer", customer).put("lines", lines());
  }

  private JsonArray lines() {
    JsonArray lines = new JsonArray();
    for (int each = 0; each < LINES; each++) {
      lines.add(
          new JsonObject()
              .put("product", products.get(next.getAndIncrement() % PRODUCTS))
              .put("qty", "1.00")
              .put("unit_price", "100.00")
              .put("unit_cost", "60.00"));
    }
    return lines;
  }

  private static JsonObject cash(String amount) {
    return new JsonObject().put("method", "CASH").put("amount", amount);
  }
}
