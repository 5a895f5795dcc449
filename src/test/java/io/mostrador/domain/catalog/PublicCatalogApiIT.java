package io.mostrador.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.TestApplication;
import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Patience;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The public catalogue as its readers see it; what is kept, and until when. */
@Timeout(30)
class PublicCatalogApiIT {

  private static final String LIST = "/public/catalog/";
  private static final String REQUESTS = "mostrador.cache.requests";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static TestApplication application;
  private static ApiClient admin;
  private static ApiClient anybody;

  @BeforeAll
  static void start() {
    application = TestApplication.withUsers(Map.of(Setting.CATALOG_CACHE_SECONDS, "60"));
    admin = application.admin();
    anybody = application.anonymous();
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  private static String word() {
    return "W" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  @CanIgnoreReturnValue
  private static JsonObject add(String sku, String name) {
    JsonObject body =
        new JsonObject()
            .put("sku", sku)
            .put("name", name)
            .put("default_price", "2500.00")
            .put("cost_price", "1200.00");
    return admin.post("/products/", body).is(201).json();
  }

  private static String item(String sku) {
    return LIST + URLEncoder.encode(sku, StandardCharsets.UTF_8).replace("+", "%20") + "/";
  }

  private static String etag(String path) {
    return anybody.get(path).is(200).header("ETag");
  }

  @Test
  void everybody_sees_active_products_by_name_without_cost_and_stock() {
    String word = word();
    add("CAS-" + word, word + " zapato");
    add("ARB-" + word, word + " Árbol");
    String hidden = add("OFF-" + word, word + " mesa").getString("id");
    admin.patch("/products/" + hidden + "/", new JsonObject().put("is_active", false)).is(200);
    JsonObject page = anybody.get(LIST + "?q=" + word.toLowerCase(java.util.Locale.ROOT)).json();
    assertThat(page.getInteger("count")).isEqualTo(2);
    assertThat(page.getJsonArray("results"))
        .extracting(row -> ((JsonObject) row).getString("sku"))
        .containsExactly("ARB-" + word, "CAS-" + word);
    JsonObject row = page.getJsonArray("results").getJsonObject(1);
    assertThat(row.fieldNames())
        .containsExactlyInAnyOrder(
            "id",
            "sku",
            "name",
            "default_price",
            "available",
            "primary_image_id",
            "images",
            "updated_at");
    assertThat(row.getString("default_price")).isEqualTo("2500.00");
    assertThat(row.getString("primary_image_id")).isNull();
    assertThat(row.getJsonArray("images")).isEmpty();
    assertThat(anybody.get(item("CAS-" + word)).is(200).json()).isEqualTo(row);
    anybody.get(item("OFF-" + word)).isRefused(404, "not_found");
    anybody.get(item("cas-" + word)).isRefused(404, "not_found");
    for (String part : List.of("cas-" + word, word + "%20%C3%A1rbol", word + "%20%C3%81RBOL")) {
      assertThat(anybody.get(LIST + "?q=" + part).json().getInteger("count")).as(part).isEqualTo(1);
    }
    assertThat(anybody.get(LIST + "?q=%25" + word).json().getInteger("count")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A/B",
        "100%",
        "uno dos",
        "a+b",
        "ñandú",
        "¿#?",
        "semi;colon",
        "a&b=c",
        "..x",
        "\""
      })
  void a_sku_may_hold_any_character(String odd) {
    String sku = odd + word();
    add(sku, "Producto");
    JsonObject found = anybody.get(item(sku)).is(200).json();
    assertThat(found.getString("sku")).isEqualTo(sku);
    assertThat(anybody.get(item(sku)).is(200).json()).isEqualTo(found);
  }

  @Test
  void a_page_that_is_not_there_is_not_found() {
    anybody.get(LIST + "?page=99999").isRefused(404, "not_found");
    anybody.get(LIST + "?page=99999").isRefused(404, "not_found");
    anybody.get(LIST + "?page=0").isRefused(404, "not_found");
    anybody.get(LIST + "?page=one").isRefused(404, "not_found");
    anybody.get(LIST + "?q=" + "a".repeat(101)).isInvalid("q");
    assertThat(anybody.get(LIST + "?q=" + word()).is(200).json())
        .isEqualTo(new JsonObject("{\"count\":0,\"next\":null,\"previous\":null,\"results\":[]}"));
    anybody.post(LIST).isRefused(405, "method_not_allowed");
    anybody.withToken("nonsense").get(LIST).is(200);
  }

  @Test
  void links_lead_to_the_other_pages_of_the_same_search() {
    String word = word();
    for (int i = 1; i <= 5; i++) {
      add(word + "-" + i, "Producto " + i);
    }
    String first = LIST + "?utm=x&page_size=2&q=" + word;
    JsonObject page = anybody.get(first).is(200).json();
    assertThat(page.getValue("previous")).isNull();
    JsonObject second = anybody.get(page.getString("next")).is(200).json();
    JsonObject last = anybody.get(second.getString("next")).is(200).json();
    assertThat(last.getValue("next")).isNull();
    assertThat(last.getJsonArray("results")).hasSize(1);
    assertThat(last).isEqualTo(anybody.get(first + "&page=last").is(200).json());
    assertThat(anybody.get(second.getString("previous")).json()).isEqualTo(page);
  }

  @Test
  void a_reader_who_has_it_is_told_so() {
    String sku = word();
    add(sku, "Casco");
    Answer full = anybody.get(item(sku)).is(200);
    String tag = full.header("ETag");
    assertThat(tag).matches("\"[^\"]+\"");
    assertThat(full.header("Cache-Control"))
        .isEqualTo("public, max-age=15, s-maxage=60, stale-while-revalidate=30");
    assertThat(full.headers().allValues("Vary")).containsExactly("Accept-Encoding");
    assertThat(full.header("Content-Type")).isEqualTo("application/json");
    assertThat(full.header("X-Content-Type-Options")).isEqualTo("nosniff");
    for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
      Answer same = anybody.with("If-None-Match", known).get(item(sku)).is(304);
      assertThat(same.text()).isEmpty();
      assertThat(same.header("ETag")).isEqualTo(tag);
      assertThat(same.header("Cache-Control")).startsWith("public");
    }
    anybody.with("If-None-Match", "\"other\"").get(item(sku)).is(200);
  }

  @Test
  void a_head_is_the_same_without_the_body() {
    String sku = word();
    add(sku, "Casco");
    Answer cold = anybody.send("HEAD", item(sku), null).is(200);
    Answer warm = anybody.send("HEAD", item(sku), null).is(200);
    Answer full = anybody.get(item(sku)).is(200);
    for (Answer head : List.of(cold, warm)) {
      assertThat(head.text()).isEmpty();
      assertThat(head.header("ETag")).isEqualTo(full.header("ETag"));
      assertThat(head.header("Content-Length")).isEqualTo(full.header("Content-Length"));
    }
  }

  @Test
  void who_takes_gzip_gets_it_under_a_tag_of_its_own() throws Exception {
    String word = word();
    for (int i = 0; i < 5; i++) {
      add(word + i, "Casco integral número " + i);
    }
    URI uri = URI.create(application.base() + "/api/v1" + LIST + "?q=" + word);
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip, br").build();
    String plain = anybody.get(LIST + "?q=" + word).is(200).text();
    HttpResponse<byte[]> packed = HTTP.send(request, BodyHandlers.ofByteArray());
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.body().length).isLessThan(plain.length() / 2);
    assertThat(unpacked(packed.body())).isEqualTo(plain);
    String tag = packed.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).isNotEqualTo(etag(LIST + "?q=" + word));
    anybody
        .with("Accept-Encoding", "gzip")
        .with("If-None-Match", tag)
        .get(LIST + "?q=" + word)
        .is(304);
  }

  private static String unpacked(byte[] bytes) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_repeated_read_asks_nobody() {
    String sku = word();
    add(sku, "Casco");
    anybody.get(item(sku)).is(200);
    double hits = application.measured(REQUESTS, "hit");
    assertThat(application.statementsOf(() -> anybody.get(item(sku)).is(200))).isZero();
    assertThat(application.measured(REQUESTS, "hit")).isEqualTo(hits + 4);
    assertThat(application.measured("mostrador.cache.bytes", "")).isPositive();
  }

  @Test
  void spellings_of_the_same_meaning_share_an_answer() {
    String word = word();
    add(word, "Casco");
    anybody.get(LIST + "?q=" + word).is(200);
    double made = application.measured(REQUESTS, "miss");
    for (String spelling :
        List.of(
            "?q=" + word + "&page=1",
            "?page_size=20&q=" + word,
            "?q=%20" + word + "%20&unknown=1",
            "?unknown=2&page=1&q=other&q=" + word,
            "?page_size=nonsense&q=" + word,
            "?q=" + word + "&page=")) {
      assertThat(anybody.get(LIST + spelling).is(200).json().getInteger("count")).isEqualTo(1);
      anybody.get("/public/catalog" + spelling).is(200);
    }
    assertThat(application.measured(REQUESTS, "miss")).isEqualTo(made);
  }

  @Test
  void an_absent_product_is_asked_for_once_and_seen_as_soon_as_it_is_there() {
    String sku = word();
    anybody.get(item(sku)).isRefused(404, "not_found");
    assertThat(application.statementsOf(() -> anybody.get(item(sku)).is(404))).isZero();
    assertThat(anybody.get(item(sku)).header("Cache-Control")).isEqualTo("no-store");
    add(sku, "Casco");
    anybody.get(item(sku)).is(200);
  }

  @Test
  void a_change_is_seen_at_once() {
    String sku = word();
    String path = "/products/" + add(sku, "Casco").getString("id") + "/";
    for (String price : List.of("1.00", "2.00", "3.00")) {
      anybody.get(item(sku)).is(200);
      admin.patch(path, new JsonObject().put("default_price", price)).is(200);
      assertThat(anybody.get(item(sku)).json().getString("default_price")).isEqualTo(price);
    }
    admin.patch(path, new JsonObject().put("is_active", false)).is(200);
    anybody.get(item(sku)).isRefused(404, "not_found");
    admin.patch(path, new JsonObject().put("is_active", true)).is(200);
    anybody.get(item(sku)).is(200);
    admin.delete(path).is(204);
    anybody.get(item(sku)).isRefused(404, "not_found");
  }

  @Test
  void a_cold_answer_is_made_once_for_all_who_ask() {
    String word = word();
    add(word, "Casco");
    AtomicInteger pageSize = new AtomicInteger();
    assertThat(application.statementsOf(() -> burst(word, pageSize.incrementAndGet())))
        .isEqualTo(1);
  }

  /** 64 at once, while the database is held up until all of them wait. */
  private static void burst(String word, int pageSize) {
    double made = application.measured(REQUESTS, "miss");
    double waited = application.measured(REQUESTS, "coalesced");
    String query = "?q=" + word + "&page_size=" + pageSize;
    URI uri = URI.create(application.base() + "/api/v1" + LIST + query);
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    try (Connection holdUp = application.connect();
        Statement lock = holdUp.createStatement()) {
      holdUp.setAutoCommit(false);
      lock.execute("LOCK TABLE catalog_version");
      for (int i = 0; i < 64; i++) {
        all.add(HTTP.sendAsync(request, BodyHandlers.ofString()));
      }
      long start = System.nanoTime();
      while (application.measured(REQUESTS, "coalesced") < waited + 63) {
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
        Patience.pause(5);
      }
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
    List<String> bodies =
        all.stream().map(CompletableFuture::join).map(HttpResponse::body).distinct().toList();
    assertThat(bodies).hasSize(1);
    assertThat(new JsonObject(bodies.get(0)).getInteger("count")).isEqualTo(1);
    assertThat(application.measured(REQUESTS, "miss")).isEqualTo(made + 1);
  }
}
