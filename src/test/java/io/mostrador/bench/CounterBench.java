package io.mostrador.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.FreePort;
import io.mostrador.testing.Goods;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Cash sales and the cached public page, beside the ceiling of one line of raw text. */
class CounterBench {

  private static final int ROUNDS = 5;
  private static final int SECONDS = 3;
  private static final int PRODUCTS = 200;

  @Test
  void cash_sales_and_the_public_page_beside_raw_text() throws InterruptedException {
    Vertx raw = Vertx.vertx();
    int port = FreePort.next();
    raw.createHttpServer()
        .requestHandler(request -> request.response().end("Mostrador"))
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    try (TestApplication application =
            TestApplication.withUsers(Map.of(Setting.DATABASE_POOL_SIZE, "4"));
        Load load = new Load()) {
      Goods goods = new Goods(application.admin());
      List<String> products = new ArrayList<>();
      for (int each = 0; each < PRODUCTS; each++) {
        products.add(goods.product("100.00", "9999999"));
      }
      Load.Shot text = Load.Shot.get(URI.create("http://127.0.0.1:" + port + "/"));
      Load.Shot page = Load.Shot.get(URI.create(application.base() + "/api/v1/public/catalog/"));
      Load.Shot sale = sale(application, products);
      measure(load, Map.of("raw text", text, "public page", page, "cash sale", sale));
    } finally {
      raw.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static Load.Shot sale(TestApplication application, List<String> products) {
    AtomicInteger next = new AtomicInteger();
    return new Load.Shot(
        HttpMethod.POST,
        URI.create(application.base() + "/api/v1/sales/create-and-confirm/"),
        Map.of(
            "Authorization",
            application.cashier().header("Authorization"),
            "Content-Type",
            "application/json"),
        () -> body(products.get(Math.floorMod(next.getAndIncrement(), products.size()))));
  }

  private static Buffer body(String product) {
    JsonObject line =
        new JsonObject()
            .put("product", product)
            .put("qty", "1.00")
            .put("unit_price", "100.00")
            .put("unit_cost", "60.00");
    JsonObject cash = new JsonObject().put("method", "CASH").put("amount", "100.00");
    return new JsonObject()
        .put("lines", new JsonArray().add(line))
        .put("payments", new JsonArray().add(cash))
        .toBuffer();
  }

  private static void measure(Load load, Map<String, Load.Shot> shots) throws InterruptedException {
    Map<String, List<Double>> measured = new java.util.TreeMap<>();
    for (int round = 0; round <= ROUNDS; round++) {
      for (var shot : shots.entrySet()) {
        int status = shot.getKey().equals("cash sale") ? 201 : 200;
        double perSecond = load.perSecond(shot.getValue(), status, SECONDS);
        if (round > 0) { // the first one warms up
          measured.computeIfAbsent(shot.getKey(), key -> new ArrayList<>()).add(perSecond);
        }
      }
    }
    double ceiling = median(measured.get("raw text"));
    measured.forEach(
        (name, rates) ->
            System.out.printf(
                "BENCH %-12s %9.0f/s  ratio to raw text %.3f%n",
                name, median(rates), median(rates) / ceiling));
    assertThat(ceiling).isPositive();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
