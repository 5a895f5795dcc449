package io.mostrador.bench;

import io.mostrador.TestApplication;
import io.mostrador.domain.sales.SaleBaseline;
import io.mostrador.testing.Goods;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Sales of three lines and two payments in one shop, over HTTP and without it. */
final class Selling {

  private static final int PRODUCTS = 200;
  private static final int LINES = 3;

  private final TestApplication application;
  private final SaleBaseline baseline;
  private final List<String> products = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  Selling(TestApplication application) {
    this.application = application;
    this.baseline = application.saleBaseline();
    Goods goods = new Goods(application.admin());
    for (int each = 0; each < PRODUCTS; each++) {
      products.add(goods.product("100.00", "99999999"));
    }
  }

  Load.Shot spread() {
    return shot(this::spreadBody, () -> null);
  }

  /** All of them share one product. */
  Load.Shot oneProduct() {
    return shot(this::oneProductBody, () -> null);
  }

  Load.Shot keyed() {
    return shot(this::spreadBody, () -> UUID.randomUUID().toString());
  }

  Supplier<Single<?>> spreadDirectly() {
    return () -> baseline.sell(spreadBody());
  }

  Supplier<Single<?>> oneProductDirectly() {
    return () -> baseline.sell(oneProductBody());
  }

  private Load.Shot shot(Supplier<JsonObject> body, Supplier<String> key) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", application.cashier().header("Authorization"));
    headers.put("Content-Type", "application/json");
    URI uri = URI.create(application.base() + "/api/v1/sales/create-and-confirm/");
    return new Load.Shot(
        HttpMethod.POST,
        () -> uri,
        () -> {
          String value = key.get();
          if (value == null) {
            return headers;
          }
          Map<String, String> keyed = new HashMap<>(headers);
          keyed.put("Idempotency-Key", value);
          return keyed;
        },
        () -> body.get().toBuffer());
  }

  private JsonObject spreadBody() {
    int first = next.getAndAdd(LINES);
    return body(
        List.of(
            products.get(Math.floorMod(first, PRODUCTS)),
            products.get(Math.floorMod(first + 1, PRODUCTS)),
            products.get(Math.floorMod(first + 2, PRODUCTS))));
  }

  private JsonObject oneProductBody() {
    int first = next.getAndAdd(2);
    return body(
        List.of(
            products.get(0),
            products.get(1 + Math.floorMod(first, PRODUCTS - 1)),
            products.get(1 + Math.floorMod(first + 1, PRODUCTS - 1))));
  }

  private static JsonObject body(List<String> sold) {
    JsonArray lines = new JsonArray();
    sold.forEach(
        product ->
            lines.add(
                new JsonObject()
                    .put("product", product)
                    .put("qty", "1.00")
                    .put("unit_price", "100.00")
                    .put("unit_cost", "60.00")));
    JsonArray payments = new JsonArray().add(cash("200.00")).add(cash("100.00"));
    return new JsonObject().put("lines", lines).put("payments", payments);
  }

  private static JsonObject cash(String amount) {
    return new JsonObject().put("method", "CASH").put("amount", amount);
  }
}
