package io.mostrador.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.platform.embedded.Standby;
import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.mostrador.testing.Patience;
import io.mostrador.testing.Purchase;
import io.mostrador.testing.Scrape;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplicaIT {

  private static Standby servers;
  private static TestApplication application;
  private static ApiClient admin;
  private static Goods goods;

  @BeforeAll
  static void start() throws IOException {
    servers = new Standby();
    application =
        TestApplication.withUsers(
            Map.of(
                Setting.DATABASE_URL,
                servers.primaryUrl().toString(),
                Setting.DATABASE_READ_URL,
                servers.url().toString(),
                Setting.DATABASE_READ_LAG_SECONDS,
                "2",
                Setting.CATALOG_CACHE_SECONDS,
                "1"));
    admin = application.admin();
    goods = new Goods(admin);
  }

  @AfterAll
  static void stop() {
    try {
      if (application != null) { // null when it did not start
        application.close();
      }
    } finally {
      servers.close();
    }
  }

  @BeforeEach
  void the_standby_is_fresh() {
    await(() -> health().equals("ok"));
    Patience.pause(1_500); // and has been asked since the last change
  }

  private static void await(BooleanSupplier condition) {
    Patience.until(15, condition);
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private static String health() {
    return readiness().getString("status");
  }

  private static JsonObject readiness() {
    return application.anonymous().get(application.management() + "/health/ready").is(200).json();
  }

  private static double reads(String server) {
    return Scrape.of(application).sum("mostrador_replica_reads_total", "server=\"" + server + "\"");
  }

  /** Of public products whose name has this part; no answer is ready for it. */
  private static List<JsonObject> shown(String part) {
    return application.anonymous().get("/public/catalog/?q=" + part).is(200).results();
  }

  private static long soldToday() {
    return admin.get("/metrics/").is(200).json().toString().hashCode();
  }

  @Test
  void it_answers_public_reads_and_reports_and_nothing_else() {
    double before = reads("replica");
    List<JsonObject> unused = shown(UUID.randomUUID().toString());
    double afterSearch = reads("replica");
    assertThat(afterSearch).isGreaterThan(before);
    long report = soldToday();
    assertThat(reads("replica")).isEqualTo(afterSearch + 1);
    assertThat(report).isNotZero();

    admin.get("/products/").is(200);
    admin.get("/sales/").is(200);
    admin
        .post("/sales/create-and-confirm/", Purchase.of(goods.product("3.00", "1"), "3.00"))
        .is(201);
    assertThat(reads("replica")).isEqualTo(afterSearch + 1);
  }

  @Test
  void a_change_of_the_catalogue_is_shown_at_once_though_the_standby_has_not_read_it()
      throws SQLException, IOException {
    String product = goods.product("3.00");
    String name = "Sandalia " + UUID.randomUUID();
    servers.pause();
    try {
      admin.patch("/products/" + product + "/", new JsonObject().put("name", name)).is(200);
      double ofReplica = reads("replica");
      assertThat(shown(name.replace(" ", "%20"))).hasSize(1);
      Patience.pause(1_200); // what was kept is old by now, and is asked for again
      assertThat(shown(name.replace(" ", "%20"))).hasSize(1);
      assertThat(reads("replica")).isEqualTo(ofReplica);
    } finally {
      servers.resume();
    }
    servers.awaitCaughtUp();
    Patience.pause(1_500);
    double ofReplica = reads("replica");
    assertThat(shown(name.replace(" ", "%20").toUpperCase(java.util.Locale.ROOT))).hasSize(1);
    assertThat(reads("replica")).isEqualTo(ofReplica + 1);
  }

  @Test
  void one_that_lags_too_far_is_not_asked_and_the_node_says_so() throws SQLException, IOException {
    servers.pause();
    try {
      goods.product("3.00");
      await(() -> health().equals("degraded"));
      assertThat(readiness().getJsonObject("checks").getString("read-replica"))
          .isEqualTo("unavailable");
      double ofPrimary = reads("primary");
      long report = soldToday();
      assertThat(report).isNotZero();
      assertThat(reads("primary")).isEqualTo(ofPrimary + 1);
      assertThat(Scrape.of(application).sum("mostrador_health", "check=\"read-replica\"")).isZero();
    } finally {
      servers.resume();
    }
    await(() -> health().equals("ok"));
  }

  @Test
  void without_it_the_primary_answers_everything_until_it_is_back() {
    servers.stop();
    try {
      assertThat(shown(UUID.randomUUID().toString())).isEmpty();
      long report = soldToday();
      assertThat(report).isNotZero();
      await(() -> health().equals("degraded"));
    } finally {
      servers.start();
    }
    await(() -> health().equals("ok"));
    Patience.pause(1_500);
    double before = reads("replica");
    assertThat(shown(UUID.randomUUID().toString())).isEmpty();
    assertThat(reads("replica")).isGreaterThan(before);
  }
}
