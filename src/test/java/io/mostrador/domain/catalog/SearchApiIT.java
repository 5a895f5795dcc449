package io.mostrador.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.TestApplication;
import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding products, in the counter's list and in the shop window. */
class SearchApiIT {

  private static final String WINDOW = "/public/catalog/";
  private static final String COUNTER = "/products/";
  private static final String FACETS = "/public/catalog/facets/";

  private static TestApplication application;
  private static ApiClient admin;
  private static ApiClient anybody;
  private static Goods goods;
  private static String acme;
  private static String helmets;

  @BeforeAll
  static void fill() {
    application = TestApplication.withUsers(Map.of(Setting.CATALOG_CACHE_SECONDS, "60"));
    admin = application.admin();
    anybody = application.anonymous();
    goods = new Goods(admin);
    acme = label("/brands/", "Acmé");
    helmets = label("/product-types/", "Cascos");
    add("CAS-01", "Casco Rojo Integral", "1500.00", acme, helmets);
    add("CAS-02", "Casco azul café", "900.00", acme, null);
    add("CAS-010", "Integral de repuesto", "100.00", null, null);
    add("NIN-1", "Guantes de niño", "300.00", null, null);
    add("ANO-1", "Calendario del año", "50.00", null, null);
    add("ANO-2", "Camara ano nuevo", "60.00", null, null);
    add("P%1_\\", "Ñandú 100% lana", "70.00", null, null);
    add("4006381333931", "Bolígrafo", "10.00", null, null);
    admin.patch(COUNTER + id("ANO-2") + "/", barcodes("96385074")).is(200);
    goods.receive(id("CAS-01"), "3.00");
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  private static String label(String path, String name) {
    return admin.post(path, new JsonObject().put("name", name)).is(201).id();
  }

  private static JsonObject barcodes(String code) {
    return new JsonObject().put("barcodes", new JsonArray().add(code));
  }

  @CanIgnoreReturnValue
  private static String add(String sku, String name, String price, String brand, String type) {
    JsonObject body =
        new JsonObject()
            .put("sku", sku)
            .put("name", name)
            .put("default_price", price)
            .put("brand", brand)
            .put("product_type", type);
    return admin.post(COUNTER, body).is(201).id();
  }

  private static String id(String sku) {
    return anybody.get(WINDOW + sku + "/").is(200).json().getString("id");
  }

  private static String q(String words) {
    return "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  private static List<String> skus(Answer page) {
    List<String> skus = page.is(200).results().stream().map(row -> row.getString("sku")).toList();
    assertThat(page.json().getInteger("count")).isEqualTo(skus.size());
    return skus;
  }

  /** Of both lists, which find the same. */
  private static List<String> found(String query) {
    List<String> skus = skus(anybody.get(WINDOW + query));
    assertThat(skus(admin.get(COUNTER + query))).as("counter " + query).isEqualTo(skus);
    return skus;
  }

  @ParameterizedTest
  @CsvSource({
    "casco, CAS-02 CAS-01",
    "CASCO, CAS-02 CAS-01",
    "rojo casco, CAS-01",
    "cáscó, CAS-02 CAS-01",
    "cafe, CAS-02",
    "CAFÉ, CAS-02",
    "niño, NIN-1",
    "nino, NIN-1",
    "NIÑO, NIN-1",
    "año, ANO-1",
    "ano, ANO-1 ANO-2",
    "cas- integral, CAS-01 CAS-010",
    "o j, CAS-01",
    "ñ, ANO-1 NIN-1 P%1_\\",
    "%, P%1_\\",
    "_, P%1_\\",
    "\\, P%1_\\",
    "100% ñandu, P%1_\\",
    "nandu, P%1_\\",
    "asc, CAS-02 CAS-01",
    "a s c o, CAS-02 CAS-01 CAS-010",
    "i n t e g r a l x, ''",
    "casco rojo cas integral, CAS-01",
    "casco rojo cas integral verde, ''",
    "96385074, ANO-2",
    "0000096385074, ANO-2",
    "4006381333931, 4006381333931"
  })
  void words_are_found_whatever_their_accents_case_and_order(String query, String skus) {
    List<String> expected = skus.isEmpty() ? List.of() : List.of(skus.split(" "));
    assertThat(found(q(query))).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void a_decomposed_accent_is_the_same_letter() {
    assertThat(found(q("nin\u0303o"))).containsExactly("NIN-1");
    assertThat(found(q("cafe\u0301"))).containsExactly("CAS-02");
  }

  @Test
  void without_an_order_results_are_by_name_in_spanish() {
    assertThat(found("?page_size=100"))
        .containsExactly(
            "4006381333931", "ANO-1", "ANO-2", "CAS-02", "CAS-01", "NIN-1", "CAS-010", "P%1_\\");
    assertThat(found("?ordering=-name&page_size=100")).startsWith("P%1_\\", "CAS-010");
  }

  @Test
  void the_most_relevant_is_the_very_code_then_what_begins_so() {
    assertThat(found(q("cas-01") + "&ordering=relevance")).containsExactly("CAS-01", "CAS-010");
    assertThat(found(q("integral") + "&ordering=relevance")).containsExactly("CAS-010", "CAS-01");
    assertThat(found(q("integral"))).containsExactly("CAS-01", "CAS-010");
    assertThat(found("?ordering=relevance")).isEqualTo(found("?ordering=name"));
  }

  @Test
  void prices_and_changes_order_both_ways() {
    List<String> cheapFirst = found("?ordering=default_price");
    assertThat(cheapFirst).startsWith("4006381333931", "ANO-1", "ANO-2").endsWith("CAS-01");
    List<String> dearFirst = found("?ordering=-default_price");
    assertThat(dearFirst).startsWith("CAS-01", "CAS-02").endsWith("4006381333931");
    assertThat(found(q("casco") + "&ordering=default_price")).containsExactly("CAS-02", "CAS-01");
    assertThat(found("?ordering=-updated_at")).startsWith("ANO-2", "4006381333931");
    anybody.get(WINDOW + "?ordering=cost_price").isInvalid("ordering");
    admin.get(COUNTER + "?ordering=cost_price").isInvalid("ordering");
  }

  @Test
  void pages_of_an_order_join_without_gap() {
    for (String order :
        List.of("name", "-name", "default_price", "-default_price", "-updated_at")) {
      Set<String> all = new TreeSet<>();
      for (int page = 1; page <= 4; page++) {
        Answer part = anybody.get(WINDOW + "?page_size=2&ordering=" + order + "&page=" + page);
        assertThat(part.is(200).json().getInteger("count")).isEqualTo(8);
        part.results().forEach(row -> all.add(row.getString("sku")));
      }
      assertThat(all).as(order).hasSize(8);
      anybody.get(WINDOW + "?page_size=2&page=5&ordering=" + order).isRefused(404, "not_found");
    }
    anybody.get(WINDOW + q("casco") + "&page=2").isRefused(404, "not_found");
  }

  @ParameterizedTest
  @CsvSource({
    "csco, casco, CAS-02 CAS-01",
    "kasco roho, casco rojo, CAS-01",
    "gunates, guantes, NIN-1",
    "bolijrafo, bolígrafo, 4006381333931"
  })
  void the_nearest_spelling_is_tried_and_told(String typed, String meant, String skus) {
    Answer page = anybody.get(WINDOW + q(typed)).is(200);
    assertThat(page.json().getString("corrected_query")).isEqualTo(meant);
    assertThat(found(q(typed))).containsExactly(skus.split(" "));
    assertThat(anybody.get(FACETS + q(typed)).json().getString("corrected_query")).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"casco", "zzzzzz", "casco verde", "9", "CAS-99", "casco CAS-99", "csco%", "c_sco"})
  void what_is_right_or_hopeless_is_not_corrected(String typed) {
    assertThat(anybody.get(WINDOW + q(typed)).is(200).json().fieldNames())
        .containsExactlyInAnyOrder("count", "next", "previous", "results");
  }

  @Test
  void the_next_page_of_a_corrected_search_is_corrected_too() {
    JsonObject first = anybody.get(WINDOW + q("csco") + "&page_size=1").is(200).json();
    JsonObject second = anybody.get(first.getString("next")).is(200).json();
    assertThat(second.getString("corrected_query")).isEqualTo("casco");
    assertThat(second.getJsonArray("results").getJsonObject(0).getString("sku"))
        .isEqualTo("CAS-01");
  }

  @Test
  void rows_show_brand_type_and_whether_there_are_any() {
    JsonObject full = anybody.get(WINDOW + "CAS-01/").is(200).json();
    assertThat(full.getString("brand_name")).isEqualTo("ACMÉ");
    assertThat(full.getString("product_type_name")).isEqualTo("CASCOS");
    assertThat(full.getBoolean("available")).isTrue();
    JsonObject bare = anybody.get(WINDOW + "NIN-1/").is(200).json();
    assertThat(bare.fieldNames()).doesNotContain("brand_name", "product_type_name", "stock");
    assertThat(bare.getBoolean("available")).isFalse();
  }

  @Test
  void filters_narrow_the_list_down() {
    assertThat(skus(anybody.get(WINDOW + "?brand=acm%C3%A9"))).containsExactly("CAS-02", "CAS-01");
    assertThat(skus(anybody.get(WINDOW + "?brand=" + acme))).containsExactly("CAS-02", "CAS-01");
    assertThat(skus(anybody.get(WINDOW + "?brand=ACM%C3%89&product_type=cascos")))
        .containsExactly("CAS-01");
    assertThat(skus(anybody.get(WINDOW + "?product_type=" + helmets))).containsExactly("CAS-01");
    assertThat(skus(anybody.get(WINDOW + "?brand=nobody"))).isEmpty();
    assertThat(skus(anybody.get(WINDOW + "?min_price=60&max_price=100.00")))
        .containsExactly("ANO-2", "CAS-010", "P%1_\\");
    assertThat(skus(anybody.get(WINDOW + "?available=true"))).containsExactly("CAS-01");
    assertThat(skus(anybody.get(WINDOW + "?available=false&q=casco"))).containsExactly("CAS-02");
    anybody.get(WINDOW + "?min_price=cheap").isInvalid("min_price");
    assertThat(skus(admin.get(COUNTER + "?has_stock=true&brand=" + acme)))
        .containsExactly("CAS-01");
  }

  @Test
  void facets_ignore_the_filter_on_themselves_only() {
    JsonObject all = anybody.get(FACETS).is(200).json();
    assertThat(all.getInteger("count")).isEqualTo(8);
    assertThat(counts(all, "brands")).containsExactly("ACMÉ 2");
    assertThat(counts(all, "product_types")).containsExactly("CASCOS 1");
    assertThat(all.getJsonObject("default_price"))
        .isEqualTo(new JsonObject().put("min", "10.00").put("max", "1500.00"));
    JsonObject typed = anybody.get(FACETS + "?product_type=cascos&max_price=2000").json();
    assertThat(typed.getInteger("count")).isEqualTo(1);
    assertThat(counts(typed, "brands")).containsExactly("ACMÉ 1");
    assertThat(counts(typed, "product_types")).containsExactly("CASCOS 1");
    JsonObject cheap = anybody.get(FACETS + "?brand=" + acme + "&max_price=1000").json();
    assertThat(cheap.getInteger("count")).isEqualTo(1);
    assertThat(counts(cheap, "product_types")).isEmpty();
    assertThat(cheap.getJsonObject("default_price").getString("max")).isEqualTo("1500.00");
    JsonObject none = anybody.get(FACETS + "?q=zzzzzz").json();
    assertThat(none.getInteger("count")).isZero();
    assertThat(none.getJsonObject("default_price").getString("min")).isNull();
    anybody.get(FACETS + "?max_price=x").isInvalid("max_price");
  }

  private static List<String> counts(JsonObject facets, String dimension) {
    return facets.getJsonArray(dimension).stream()
        .map(JsonObject.class::cast)
        .map(each -> each.getString("name") + " " + each.getInteger("count"))
        .toList();
  }

  @Test
  void a_total_is_that_of_now_however_often_it_was_counted() {
    String sku = "TOTAL-1";
    for (String query : List.of("?page_size=1", "?page_size=1&q=t", q("total") + "&page_size=1")) {
      int before = total(COUNTER + query);
      assertThat(total(WINDOW + query)).isEqualTo(before);
      String product = add(sku, "Total", "1.00", null, null);
      assertThat(total(COUNTER + query)).isEqualTo(before + 1);
      assertThat(total(WINDOW + query)).isEqualTo(before + 1);
      admin.delete(COUNTER + product + "/").is(204);
      assertThat(total(COUNTER + query)).isEqualTo(before);
      assertThat(total(WINDOW + query)).isEqualTo(before);
    }
  }

  private static int total(String path) {
    ApiClient client = path.startsWith(WINDOW) ? anybody : admin;
    return client.get(path).is(200).json().getInteger("count");
  }

  @Test
  void many_products_are_listed_the_same_by_walking_and_by_matching() throws SQLException {
    try (TestApplication large = TestApplication.withUsers(Map.of())) {
      try (var connection = large.connect();
          var fill = connection.createStatement()) {
        fill.execute(
            """
            INSERT INTO product (sku, name, default_price, created_at, updated_at)
            SELECT 'L-' || lpad(n::text, 5, '0'), 'Tornillo ' || n % 7 || ' largo ' || n, n % 100,
              now(), now() - n * interval '1 second'
            FROM generate_series(1, 9000) AS n
            """);
      }
      ApiClient reader = large.anonymous();
      String path = WINDOW + "?q=tornillo&page_size=50";
      List<JsonObject> matched = reader.get(path).is(200).results();
      assertThat(reader.get(path + "&ordering=name").is(200).results())
          .as("the total is known now")
          .isEqualTo(matched);
      assertThat(reader.get(path + "&ordering=name").json().getInteger("count")).isEqualTo(9000);
      List<JsonObject> letters = reader.get(WINDOW + "?q=t&page_size=50").is(200).results();
      assertThat(letters).isEqualTo(matched);
      assertThat(reader.get(WINDOW + "?page_size=50").is(200).results()).isEqualTo(matched);
      assertThat(reader.get(path + "&page=180").is(200).results()).hasSize(50);
      reader.get(path + "&page=181").isRefused(404, "not_found");
      reader.get(WINDOW + "?page_size=50&page=181").isRefused(404, "not_found");
      for (String ordering : List.of("name", "-name", "default_price", "-updated_at")) {
        for (String page : List.of("2", "90", "179", "180", "last")) {
          String asked = "?page_size=50&ordering=" + ordering + "&page=" + page;
          assertThat(reader.get(WINDOW + asked).is(200).results())
              .as(asked)
              .isEqualTo(reader.get(WINDOW + asked + "&q=tornillo").is(200).results());
        }
      }
      assertThat(reader.get(WINDOW + "?page_size=50&page=180").results())
          .isEqualTo(reader.get(WINDOW + "?page_size=50&page=last").results());
    }
  }

  @Test
  void what_is_on_hand_and_what_is_not_make_up_the_list() throws SQLException {
    try (TestApplication large = TestApplication.withUsers(Map.of())) {
      try (var connection = large.connect();
          var fill = connection.createStatement()) {
        fill.execute(
            """
            WITH added AS (
              INSERT INTO product (sku, name, default_price, is_active, created_at, updated_at)
              SELECT 'S-' || lpad(n::text, 5, '0'), 'Tuerca ' || n, 10, mod(n, 10) > 0, now(), now()
              FROM generate_series(1, 12500) AS n
              RETURNING id, sku
            )
            INSERT INTO inventory_movement
              (product_id, movement_type, quantity_delta, reference_type, reference_id, created_by,
               created_at)
            SELECT a.id, 'INBOUND', 2, 'test', a.id::text, u.id, now()
            FROM added a
            CROSS JOIN app_user u
            WHERE right(a.sku, 5)::integer > 12000 AND u.username = 'caja@example.com'
            """);
      }
      ApiClient manager = large.admin();
      Map<String, Integer> expected =
          Map.of(
              "has_stock=true", 450,
              "has_stock=false", 10800,
              "has_stock=true&include_inactive=true", 500,
              "has_stock=false&include_inactive=true", 12000);
      for (String filter : expected.keySet()) {
        String middle = Integer.toString(expected.get(filter) / 200);
        for (String page : List.of("1", middle, "last")) {
          String asked = "/products/?page_size=100&page=" + page + "&" + filter;
          Answer walked = manager.get(asked).is(200);
          assertThat(walked.json().getInteger("count")).isEqualTo(expected.get(filter));
          assertThat(walked.results())
              .as(asked)
              .isNotEmpty()
              .allMatch(
                  row -> row.getString("stock").equals("2.00") == filter.startsWith("has_stock=t"))
              .isEqualTo(manager.get(asked + "&q=tuerca").is(200).results());
        }
      }
    }
  }
}
