package io.mostrador.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.FreePort;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cash sales and the cached public page, beside the ceiling of one line of raw text. */
class CounterBench {

  private static final int ROUNDS = 5;
  private static final int SECONDS = 3;

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
      Load.Shot text = Load.Shot.get(URI.create("http://127.0.0.1:" + port + "/"));
      Load.Shot page = Load.Shot.get(URI.create(application.base() + "/api/v1/public/catalog/"));
      Load.Shot sale = CashSales.at(application).shot();
      measure(load, Map.of("raw text", text, "public page", page, "cash sale", sale));
    } finally {
      raw.close().toCompletionStage().toCompletableFuture().join();
    }
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
