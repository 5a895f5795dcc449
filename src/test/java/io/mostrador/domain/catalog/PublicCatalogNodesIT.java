package io.mostrador.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.mostrador.testing.OwnRedis;
import io.mostrador.testing.Patience;
import io.mostrador.testing.RawHttp;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes on one database and a Redis that comes and goes. */
@Timeout(30)
class PublicCatalogNodesIT {

  private static final String LIST = "/public/catalog/";

  private static final String ADD_ASSET =
      """
      INSERT INTO media_asset
        (status, original_key, thumb_key, original_url, thumb_url, mime_type, width, height,
         size_bytes, created_at)
      VALUES ('READY', '%s', '', '', '', '', 1, 1, 1, now())
      """;

  private static final String ATTACH_ASSET =
      """
      INSERT INTO product_image (product_id, asset_id, is_primary, sort_order, created_at)
      SELECT '%1$s', id, true, 0, now()
      FROM media_asset
      WHERE original_key = '%1$s'
      """;

  private static OwnRedis redis;
  private static TestApplication application;
  private static TestApplication otherNode;
  private static Goods goods;
  private static ApiClient here;
  private static ApiClient there;

  @BeforeAll
  static void start() throws IOException {
    redis = new OwnRedis();
    Map<Setting, String> settings =
        Map.of(
            Setting.REDIS_URL, redis.url().toString(),
            Setting.CORS_ORIGINS, "https://tienda.example",
            Setting.CATALOG_CACHE_SECONDS, "600",
            Setting.RATE_LIMITS, "on",
            Setting.RATE_LIMIT_USER, "1000/s",
            Setting.RATE_LIMIT_ANONYMOUS, "1000/s",
            Setting.RATE_LIMIT_PUBLIC_CATALOG, "300/h",
            Setting.TRUSTED_PROXIES, "127.0.0.1/32",
            Setting.PUBLIC_BASE_URL, "https://tienda.example");
    application = TestApplication.withUsers(settings);
    otherNode = application.anotherNode(settings);
    goods = new Goods(application.admin());
    here = from(application, "198.51.100.1");
    there = from(otherNode, "198.51.100.1");
    awaitRedis();
  }

  @AfterAll
  static void stop() {
    otherNode.close();
    application.close();
    redis.close();
  }

  /** Limits are by address; each test that uses one up has its own. */
  private static ApiClient from(TestApplication node, String address) {
    return node.anonymous().with("X-Forwarded-For", address);
  }

  private static String ready() {
    URI health = application.management().resolve("/health/ready");
    JsonObject answer = application.anonymous().get(health.toString()).is(200).json();
    return answer.getString("status") + " " + answer.getJsonObject("checks").getString("redis");
  }

  private static void awaitRedis() {
    long start = System.nanoTime();
    while (!ready().equals("ok ok") || !isShared()) {
      Patience.pause(50);
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }
  }

  /** Whether a change here is heard there. */
  private static boolean isShared() {
    String product = goods.product("1.00");
    String path = LIST + sku(product) + "/";
    there.get(path).is(200);
    reprice(product, "2.00");
    Patience.pause(50);
    return price(there.get(path)).equals("2.00");
  }

  private static String sku(String product) {
    return application.admin().get("/products/" + product + "/").is(200).json().getString("sku");
  }

  private static void reprice(String product, String price) {
    application
        .admin()
        .patch("/products/" + product + "/", new JsonObject().put("default_price", price))
        .is(200);
  }

  private static String price(Answer answer) {
    return answer.is(200).json().getString("default_price");
  }

  @Test
  void a_change_is_seen_at_once_here_and_soon_there() {
    String product = goods.product("1.00");
    String path = LIST + sku(product) + "/";
    for (String price : List.of("2.00", "3.00", "4.00")) {
      here.get(path).is(200);
      there.get(path).is(200);
      reprice(product, price);
      long start = System.nanoTime();
      assertThat(price(here.get(path))).isEqualTo(price);
      while (!price(there.get(path)).equals(price)) {
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(1));
        Patience.pause(10);
      }
    }
  }

  @Test
  void what_one_node_has_made_the_other_need_not_make() {
    String sku = sku(goods.product("1.00"));
    there.get(LIST + "?page_size=3").is(200); // so that it knows the version
    String made = here.get(LIST + sku + "/").is(200).text();
    Patience.pause(50);
    double misses = otherNode.measured("mostrador.cache.requests", "miss");
    double shared = otherNode.measured("mostrador.cache.requests", "shared");
    Answer taken = there.get(LIST + sku + "/").is(200);
    assertThat(taken.text()).isEqualTo(made);
    assertThat(taken.header("ETag")).isEqualTo(here.get(LIST + sku + "/").header("ETag"));
    assertThat(otherNode.measured("mostrador.cache.requests", "miss")).isEqualTo(misses);
    assertThat(otherNode.measured("mostrador.cache.requests", "shared")).isEqualTo(shared + 1);
  }

  @Test
  void a_version_is_renewed_by_what_the_public_sees_and_by_nothing_else() throws SQLException {
    Set<String> versions = new HashSet<>();
    versions.add(version());
    String product = goods.product("1.00");
    assertThat(versions.add(version())).isTrue();
    goods.receive(product, "5.00");
    assertThat(versions.add(version())).as("stock").isFalse();
    reprice(product, "2.00");
    assertThat(versions.add(version())).isTrue();
    change(ADD_ASSET.formatted(product));
    assertThat(versions.add(version())).as("an asset on no product").isFalse();
    change(ATTACH_ASSET.formatted(product));
    assertThat(versions.add(version())).as("an image").isTrue();
    change("UPDATE product SET is_active = false WHERE id = '%s'".formatted(product));
    assertThat(versions.add(version())).isTrue();
    reprice(product, "3.00");
    assertThat(versions.add(version())).as("a hidden product").isFalse();
  }

  private static String version() throws SQLException {
    try (var connection = application.connect();
        var rows =
            connection.createStatement().executeQuery("SELECT version FROM catalog_version")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void change(String statement) throws SQLException {
    try (var connection = application.connect();
        var change = connection.createStatement()) {
      change.execute(statement);
    }
  }

  @Test
  void a_forged_host_reaches_no_link() {
    goods.product("1.00");
    goods.product("1.00");
    String forged =
        raw(
            "GET /api/v1/public/catalog/?page_size=1 HTTP/1.1",
            "Host: evil.example",
            "X-Forwarded-Host: evil.example",
            "Connection: close",
            "",
            "");
    assertThat(forged)
        .contains("200 OK")
        .contains("https://tienda.example/")
        .doesNotContain("evil");
    assertThat(here.get(LIST + "?page_size=1").is(200).json().getString("next"))
        .isEqualTo("https://tienda.example/api/v1/public/catalog/?page_size=1&page=2");
  }

  @Test
  void browsers_of_known_origins_may_read_it_cold_and_warm() {
    String path = LIST + "?q=" + UUID.randomUUID();
    ApiClient browser = here.with("Origin", "https://tienda.example");
    for (int i = 0; i < 2; i++) {
      Answer read = browser.get(path).is(200);
      assertThat(read.header("Access-Control-Allow-Origin")).isEqualTo("https://tienda.example");
      assertThat(String.join(",", read.headers().allValues("Vary")).toLowerCase(Locale.ROOT))
          .contains("origin", "accept-encoding");
    }
    assertThat(String.join(",", here.get(path).is(200).headers().allValues("Vary")))
        .as("a cache may not give a browser what was sent to somebody else")
        .containsIgnoringCase("origin")
        .contains("Accept-Encoding");
    here.with("Origin", "https://evil.example").get(path).isRefused(403, "forbidden");
  }

  @Test
  void a_body_that_nobody_wants_does_not_become_the_next_request() {
    here.get(LIST).is(200);
    String get = "GET /api/v1/public/catalog/ HTTP/1.1";
    String smuggled = String.join("\r\n", "DELETE / HTTP/1.1", "Host: x", "", "");
    String length = "Content-Length: " + smuggled.length();
    String answers =
        raw(get, "Host: x", length, "", smuggled + get, "Host: x", "Connection: close", "", "");
    assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(3);
    assertThat(answers).doesNotContain("HTTP/1.1 4");
  }

  private static String raw(String... lines) {
    return new RawHttp(application.base()).send(String.join("\r\n", lines));
  }

  @Test
  void each_read_counts_and_one_too_many_is_refused_on_both_nodes() {
    ApiClient reader = from(application, "198.51.100.2");
    ApiClient sameReader = from(otherNode, "198.51.100.2");
    Answer first = reader.get(LIST).is(200);
    assertThat(first.header("RateLimit-Limit")).isEqualTo("300");
    assertThat(first.header("RateLimit-Remaining")).isEqualTo("299");
    assertThat(Integer.parseInt(first.header("RateLimit-Reset"))).isBetween(3_500, 3_600);
    for (int i = 1; i < 300; i++) {
      reader.get(LIST).is(200);
    }
    Answer refused = reader.get(LIST).isRefused(429, "throttled");
    assertThat(refused.header("Retry-After")).isEqualTo(refused.header("RateLimit-Reset"));
    assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
    reader.get(LIST + "?q=" + UUID.randomUUID()).isRefused(429, "throttled");
    long start = System.nanoTime();
    while (sameReader.get(LIST).status() != 429) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(3));
      Patience.pause(100);
    }
    here.get(LIST).is(200);
  }

  @Test
  void without_redis_postgresql_answers_and_limits_hold() {
    ApiClient reader = from(application, "198.51.100.3");
    String product = goods.product("1.00");
    String path = LIST + sku(product) + "/";
    for (int i = 0; i < 100; i++) {
      reader.get(LIST).is(200);
    }
    Patience.pause(1_100); // the count has been shared
    redis.stop();
    try {
      assertThat(price(reader.get(path))).isEqualTo("1.00");
      reprice(product, "2.00");
      assertThat(price(reader.get(path))).isEqualTo("2.00");
      assertThat(reader.get(LIST).header("RateLimit-Remaining")).isEqualTo("197");
      assertThat(ready()).isEqualTo("degraded unavailable");
    } finally {
      redis.start();
    }
    awaitRedis();
  }
}
