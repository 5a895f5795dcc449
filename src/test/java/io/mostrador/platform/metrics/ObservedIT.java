package io.mostrador.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.mostrador.testing.LoggedLines;
import io.mostrador.testing.Purchase;
import io.mostrador.testing.Scrape;
import io.mostrador.testing.Together;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ObservedIT {

  private static final String REQUESTS = "mostrador_requests_seconds_count";
  private static final String STATEMENTS = "mostrador_statements_seconds_count";
  private static final String SOLD = "operation=\"createAndConfirmSale\"";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private static TestApplication application;
  private static ApiClient cashier;
  private static Goods goods;

  @BeforeAll
  static void start() {
    application = TestApplication.withUsers(Map.of(Setting.SLOW_STATEMENT_MS, "1"));
    cashier = application.cashier();
    goods = new Goods(application.admin());
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  private static void sell(ApiClient till) {
    till.post("/sales/create-and-confirm/", Purchase.of(goods.product("90.00", "9"), "90.00"))
        .is(201);
  }

  @Test
  void requests_are_counted_and_timed_by_operation_and_class_of_status() {
    Scrape before = Scrape.of(application);
    sell(cashier);
    cashier.post("/sales/create-and-confirm/", new JsonObject()).is(400);
    application.anonymous().get("/nowhere/").is(404);
    Scrape after = Scrape.of(application);
    assertThat(more(before, after, REQUESTS, SOLD, "status=\"2xx\"")).isEqualTo(1);
    assertThat(more(before, after, REQUESTS, SOLD, "status=\"4xx\"")).isEqualTo(1);
    assertThat(more(before, after, REQUESTS, "operation=\"none\"", "status=\"4xx\"")).isEqualTo(1);
    assertThat(more(before, after, "mostrador_requests_seconds_bucket", SOLD, "le=\"+Inf\""))
        .isEqualTo(2);
  }

  @Test
  void answers_from_ready_bytes_are_counted_too() {
    goods.product("10.00");
    application.anonymous().get("/public/catalog/").is(200);
    Scrape before = Scrape.of(application);
    for (int i = 0; i < 5; i++) {
      application.anonymous().get("/public/catalog/").is(200);
    }
    String listed = "operation=\"listPublicProducts\"";
    assertThat(more(before, Scrape.of(application), REQUESTS, listed, "status=\"2xx\""))
        .isEqualTo(5);
  }

  @Test
  void statements_are_counted_for_the_operation_even_when_many_run_at_once() {
    List<String> products = Together.times(8, each -> goods.product("5.00", "9"));
    Scrape before = Scrape.of(application);
    Together.times(
        8,
        each -> {
          application.admin().get("/products/" + products.get(each) + "/").is(200);
          return cashier
              .post("/sales/create-and-confirm/", Purchase.of(products.get(each), "5.00"))
              .is(201);
        });
    Scrape after = Scrape.of(application);
    double ofSales = more(before, after, STATEMENTS, SOLD);
    double ofProducts = more(before, after, STATEMENTS, "operation=\"getProduct\"");
    double ofNobody = more(before, after, STATEMENTS, "operation=\"none\"");
    assertThat(ofSales).isGreaterThanOrEqualTo(8 * 9);
    assertThat(ofProducts).isBetween(8.0, 16.0); // and, at most, the user of each
    assertThat(ofNobody).as("statements that nobody ran").isLessThanOrEqualTo(2); // health checks
  }

  @Test
  void an_answer_given_again_is_counted() {
    Scrape before = Scrape.of(application);
    ApiClient till = cashier.withKey(UUID.randomUUID().toString());
    JsonObject body = Purchase.of(goods.product("90.00", "9"), "90.00");
    till.post("/sales/create-and-confirm/", body).is(201);
    till.post("/sales/create-and-confirm/", body).is(201);
    String replays = "mostrador_idempotency_replays_total";
    assertThat(more(before, Scrape.of(application), replays, SOLD)).isEqualTo(1);
  }

  @Test
  void a_slow_statement_is_logged_with_its_operation_and_without_values() {
    try (LoggedLines slow = new LoggedLines("io.mostrador.statements")) {
      for (int i = 0; i < 20 && slow.all().isEmpty(); i++) {
        sell(cashier.with("X-Request-Id", "slow-one"));
      }
      assertThat(slow.all())
          .isNotEmpty()
          .allSatisfy(
              line -> {
                assertThat(line.level()).isEqualTo("WARN");
                assertThat(line.text()).startsWith("slow statement: ").doesNotContain("\n");
                assertThat(line.text()).doesNotContain("90.00", "T-");
                assertThat(Long.parseLong(line.fields().get("millis"))).isPositive();
                assertThat(line.fields().get("operation")).isNotBlank();
              })
          .anySatisfy(line -> assertThat(line.fields().get("operation")).isNotEqualTo("none"));
    }
  }

  @Test
  void the_trace_of_a_client_is_in_the_log_where_none_is_recorded() {
    try (LoggedLines requests = new LoggedLines("io.mostrador.requests")) {
      cashier.with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01").get("/products/").is(200);
      cashier
          .with("traceparent", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01")
          .get("/products/");
      assertThat(requests.atLeast(2))
          .extracting(line -> line.fields().get("traceId"))
          .containsExactly(TRACE, null);
    }
  }

  @Test
  void jobs_pools_event_loops_and_health_are_measured() {
    sell(cashier);
    Scrape scrape = Scrape.of(application);
    assertThat(scrape.sum("mostrador_health", "check=\"postgresql\"")).isEqualTo(1);
    assertThat(scrape.sum("mostrador_health", "check=\"redis\"")).isEqualTo(1);
    assertThat(scrape.names())
        .contains(
            "mostrador_jobs_seconds_count",
            "mostrador_event_loop_delay_seconds_count",
            "vertx_pool_in_use",
            "vertx_pool_queue_pending",
            "jvm_memory_used_bytes",
            "process_cpu_usage");
  }

  @Test
  void what_a_limit_refuses_is_counted_by_its_bucket() {
    Map<Setting, String> limited =
        Map.of(Setting.RATE_LIMITS, "on", Setting.RATE_LIMIT_PUBLIC_CATALOG, "2/min");
    try (TestApplication other = TestApplication.withUsers(limited)) {
      for (int i = 0; i < 5; i++) {
        other.anonymous().get("/public/catalog/");
      }
      assertThat(
              Scrape.of(other).sum("mostrador_limiter_refused_total", "bucket=\"public_catalog\""))
          .isEqualTo(3);
    }
  }

  private static double more(Scrape before, Scrape after, String name, String... labels) {
    return after.sum(name, labels) - before.sum(name, labels);
  }
}
