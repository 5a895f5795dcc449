package io.mostrador.bench;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import io.mostrador.TestApplication;
import io.mostrador.bulk.BulkOrder;
import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.FreePort;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rows "catalogue" and "logins" of the table, on 100,000 products. */
class CatalogueBench {

  private static final int SECONDS = 3;
  private static final int PRODUCTS = 100_000;
  private static final int FLOOD = 16;

  /** Seven tenths of what one sending thread keeps up with beside the server on two cores. */
  private static final int RATE = 14_000;

  private static final int FLOODED_RATE = 10_000;
  private static final int LOGIN_WARM_UP_SECONDS = 30;
  private static final int HASHES = 40;
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @Test
  void catalogue() throws InterruptedException, IOException, SQLException {
    Vertx raw = Vertx.vertx();
    int port = FreePort.next();
    raw.createHttpServer()
        .requestHandler(request -> request.response().end("Mostrador"))
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    try (TestApplication application =
            TestApplication.withUsers(Map.of(Setting.CATALOG_CACHE_SECONDS, "60"));
        Load load = new Load()) {
      if (!application.fillHistory(new BulkOrder(PRODUCTS, 0, 1, 1))) {
        throw new IllegalStateException("the shop was not empty");
      }
      String catalogue = application.base() + "/api/v1/public/catalog/";
      JsonObject first = application.anonymous().get("/public/catalog/").is(200).results().get(0);
      String tag = application.anonymous().get("/public/catalog/").header("ETag");
      URI page = URI.create(catalogue);
      URI item = URI.create(catalogue + first.getString("sku") + "/");
      Load.Shot pages = Load.Shot.get(page);
      URI text = URI.create("http://127.0.0.1:" + port + "/");
      Map<String, String> packed = Map.of("Accept-Encoding", "gzip");
      double unused = load.perSecond(logIn(application), 200, LOGIN_WARM_UP_SECONDS);
      Map<String, Double> rates =
          new Rounds()
              .with("raw text", () -> load.perSecond(Load.Shot.get(text), 200, SECONDS))
              .with(
                  "raw text, one header asked",
                  () -> load.perSecond(Load.Shot.get(text, packed), 200, SECONDS))
              .with("page", () -> load.perSecond(pages, 200, SECONDS))
              .with("gzip", () -> load.perSecond(Load.Shot.get(page, packed), 200, SECONDS))
              .with("item", () -> load.perSecond(Load.Shot.get(item), 200, SECONDS))
              .with(
                  "304",
                  () ->
                      load.perSecond(
                          Load.Shot.get(page, Map.of("If-None-Match", tag)), 304, SECONDS))
              .with("logins", () -> load.perSecond(logIn(application), 200, SECONDS))
              .with("hashes", () -> CORES / secondsOfHash())
              .medians();
      double plain = rates.get("raw text");
      double headed = rates.get("raw text, one header asked");
      OpenLoop.Latencies alone = OpenLoop.at(RATE, 10, pages, 200);
      OpenLoop.Latencies quiet = OpenLoop.at(FLOODED_RATE, 10, pages, 200);
      OpenLoop.Latencies flooded = whileLoginsFlood(application, pages);
      Figures.write(
          "catalogue",
          List.of(
              row("cached page of 20", 0.60, 0.75, rates.get("page"), plain),
              row("the same, gzip", 0.70, 0.85, rates.get("gzip"), headed),
              row("cached item by SKU", 0.65, 0.80, rates.get("item"), plain),
              row("304", 0.80, 0.95, rates.get("304"), headed),
              latency("page p50 at 14,000/s", alone.p50(), alone),
              latency("page p95 at 14,000/s", alone.p95(), alone),
              latency("page p99 at 14,000/s", alone.p99(), alone),
              Row.atMost(
                  "page p99 during a flood of logins",
                  "alone, at 10,000/s",
                  3,
                  1.5,
                  flooded.p99() / 1000,
                  quiet.p99() / 1000,
                  "ms"),
              Row.atLeast(
                  "logins",
                  "cores ÷ time of one hash",
                  0.85,
                  0.95,
                  rates.get("logins"),
                  rates.get("hashes"),
                  "/s")));
    } finally {
      raw.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static Row row(String what, double gate, double stretch, double rate, double text) {
    return Row.atLeast(what, "one line of raw text", gate, stretch, rate, text, "/s");
  }

  private static Row latency(String what, double micros, OpenLoop.Latencies of) {
    String name = of.isValid() ? what : what + " (sent late)";
    return Row.atMost(name, "5 ms", 1, 0.6, micros / 1000, 5, "ms");
  }

  private static Load.Shot logIn(TestApplication application) {
    return Load.Shot.post(
        URI.create(application.base() + "/api/v1/auth/token/"),
        new JsonObject()
            .put("username", TestApplication.CASHIER)
            .put("password", TestApplication.PASSWORD));
  }

  /** Of the same library and cost as ours, with the machine to itself. */
  private static double secondsOfHash() {
    Argon2 argon2 = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id);
    char[] password = TestApplication.PASSWORD.toCharArray();
    String hash = argon2.hash(2, 19 * 1024, 1, password);
    long start = System.nanoTime();
    for (int each = 0; each < HASHES; each++) {
      if (!argon2.verify(hash, password)) {
        throw new IllegalStateException("its own hash");
      }
    }
    return (System.nanoTime() - start) / 1e9 / HASHES;
  }

  private static OpenLoop.Latencies whileLoginsFlood(TestApplication application, Load.Shot pages)
      throws InterruptedException, IOException {
    Load.Shot logIn = logIn(application);
    Thread flood =
        new Thread(
            () -> {
              try (Load load = new Load(FLOOD)) {
                double unused = load.perSecond(logIn, 200, 20);
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            });
    flood.start();
    try {
      return OpenLoop.at(FLOODED_RATE, 10, pages, 200);
    } finally {
      flood.join();
    }
  }
}
