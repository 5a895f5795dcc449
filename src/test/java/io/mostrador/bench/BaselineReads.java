package io.mostrador.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.platform.http.Contract;
import io.mostrador.platform.http.Operation;
import io.mostrador.testing.ApiClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.Vertx;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Every GET of the contract with its usual filters, from {@code reads.txt}. */
final class BaselineReads {

  private static final int PAGES = 1_000;
  private static final int SIZES = 100;

  private final TestApplication application;
  private final Map<String, String> names;
  private final AtomicInteger next = new AtomicInteger();
  private final List<String> skus;
  private final int pages;

  BaselineReads(TestApplication application, Map<String, String> names) throws SQLException {
    this.application = application;
    this.names = names;
    this.skus =
        application.texts(
            "SELECT sku FROM product WHERE is_active ORDER BY reverse(id::text) LIMIT " + PAGES);
    pages = Math.min(PAGES, 2 * Integer.parseInt(names.get("middle")) - 10);
  }

  /** Fails by name for an operation that has no case. */
  static void check() throws IOException {
    Vertx vertx = Vertx.vertx();
    List<Operation> operations;
    try {
      operations = Contract.load(vertx).blockingGet().operations();
    } finally {
      vertx.rxClose().blockingAwait();
    }
    List<String> reads =
        operations.stream()
            .filter(operation -> operation.method().equalsIgnoreCase("GET"))
            .map(Operation::id)
            .toList();
    List<String> known = lines("reads.txt").stream().map(columns -> columns[0]).distinct().toList();
    assertThat(known).as("reads.txt").containsExactlyInAnyOrderElementsOf(reads);
  }

  static List<String[]> lines(String resource) throws IOException {
    return BaselineShop.resource(resource).lines().map(line -> line.split(" \\| ")).toList();
  }

  List<BaselineCase> cases() throws IOException {
    return lines("reads.txt").stream().map(this::read).toList();
  }

  private BaselineCase read(String[] columns) {
    String path = named(columns[3]);
    return new BaselineCase(
        columns[0],
        columns[1],
        Integer.parseInt(columns[2]),
        reader(path),
        HttpMethod.GET,
        () -> another(path),
        JsonObject::new,
        200,
        columns[4]);
  }

  private ApiClient reader(String path) {
    if (path.startsWith("/public/")) {
      return application.anonymous();
    }
    return path.startsWith("/investors/me/") ? application.investor() : application.admin();
  }

  private String named(String template) {
    String path = template;
    for (Map.Entry<String, String> name : names.entrySet()) {
      path = path.replace("{" + name.getKey() + "}", name.getValue());
    }
    return path;
  }

  /** So that no kept answer is asked for. */
  private String another(String path) {
    if (!path.contains("{")) {
      return path;
    }
    int number = next.incrementAndGet();
    return path.replace("{n}", Integer.toString(1 + number % pages))
        .replace("{size}", Integer.toString(1 + number % SIZES))
        .replace("{any_sku}", skus.get(number % skus.size()));
  }
}
