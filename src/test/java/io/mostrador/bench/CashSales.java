package io.mostrador.bench;

import io.mostrador.TestApplication;
import io.mostrador.testing.Goods;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Sales of one line and one payment, of one product after the other. */
final class CashSales {

  private static final int PRODUCTS = 200;

  private final URI uri;
  private final Map<String, String> headers;
  private final List<String> products;
  private final AtomicInteger next = new AtomicInteger();

  private CashSales(URI uri, Map<String, String> headers, List<String> products) {
    this.uri = uri;
    this.headers = headers;
    this.products = products;
  }

  static CashSales at(TestApplication application) {
    Goods goods = new Goods(application.admin());
    return new CashSales(
        URI.create(application.base() + "/api/v1/sales/create-and-confirm/"),
        Map.of(
            "Authorization",
            application.cashier().header("Authorization"),
            "Content-Type",
            "application/json"),
        Stream.generate(() -> goods.product("100.00", "9999999")).limit(PRODUCTS).toList());
  }

  Load.Shot shot() {
    return shot(() -> headers);
  }

  /** Each with an {@code Idempotency-Key} of its own. */
  Load.Shot keyed() {
    return shot(
        () -> {
          Map<String, String> keyed = new java.util.HashMap<>(headers);
          keyed.put("Idempotency-Key", UUID.randomUUID().toString());
          return keyed;
        });
  }

  private Load.Shot shot(Supplier<Map<String, String>> headers) {
    return new Load.Shot(HttpMethod.POST, uri, headers, this::body);
  }

  private Buffer body() {
    JsonObject line =
        new JsonObject()
            .put("product", products.get(Math.floorMod(next.getAndIncrement(), products.size())))
            .put("qty", "1.00")
            .put("unit_price", "100.00")
            .put("unit_cost", "60.00");
    JsonObject cash = new JsonObject().put("method", "CASH").put("amount", "100.00");
    return new JsonObject()
        .put("lines", new JsonArray().add(line))
        .put("payments", new JsonArray().add(cash))
        .toBuffer();
  }
}
