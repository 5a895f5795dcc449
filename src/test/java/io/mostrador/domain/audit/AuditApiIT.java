package io.mostrador.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditApiIT {

  private static final String LIST = "/audit-logs/";

  private static TestApplication application;
  private static ApiClient admin;

  @BeforeAll
  static void start() {
    application = TestApplication.withUsers(Map.<Setting, String>of());
    admin = application.admin();
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  private static void seal() throws SQLException {
    try (Connection database = application.connect();
        var statement = database.createStatement()) {
      for (boolean isSealed = false; !isSealed; ) {
        statement.execute("SELECT seal_audit(1000)");
        try (var left =
            statement.executeQuery("SELECT count(*) FROM audit_log WHERE sequence IS NULL")) {
          left.next();
          isSealed = left.getLong(1) == 0;
        }
      }
    }
  }

  private static List<String> actions(Answer page) {
    return page.is(200).results().stream().map(row -> row.getString("action")).toList();
  }

  @Test
  void a_record_tells_who_did_what_to_what_and_is_sealed_soon() throws SQLException {
    String product = new Goods(admin).product("10.00");
    seal();
    List<JsonObject> rows = admin.get(LIST + "?entity_id=" + product).is(200).results();
    assertThat(rows).hasSize(1);
    JsonObject row = rows.get(0);
    assertThat(row.fieldNames())
        .containsExactlyInAnyOrder(
            "id",
            "sequence",
            "actor",
            "actor_username",
            "action",
            "entity_type",
            "entity_id",
            "payload",
            "created_at",
            "hash");
    assertThat(row.getString("action")).isEqualTo("catalog.product.create");
    assertThat(row.getString("entity_type")).isEqualTo("product");
    assertThat(row.getInteger("actor")).isEqualTo(1);
    assertThat(row.getString("actor_username")).isEqualTo(TestApplication.ADMIN);
    assertThat(row.getJsonObject("payload").getString("default_price")).isEqualTo("10.00");
    assertThat(row.getInteger("sequence")).isPositive();
    assertThat(row.getString("hash")).matches("[0-9a-f]{64}");
    assertThat(admin.get(LIST + row.getString("id") + "/").is(200).json()).isEqualTo(row);
  }

  @Test
  void the_newest_comes_first_and_a_page_links_to_the_next() {
    Goods goods = new Goods(admin);
    String product = goods.product("10.00");
    for (String price : List.of("11.00", "12.00", "13.00")) {
      admin
          .patch("/products/" + product + "/", new JsonObject().put("default_price", price))
          .is(200);
    }
    Answer first = admin.get(LIST + "?entity_id=" + product + "&page_size=3").is(200);
    assertThat(first.json().getInteger("count")).isEqualTo(4);
    assertThat(first.results())
        .extracting(
            row -> row.getJsonObject("payload").getJsonObject("after").getString("default_price"))
        .containsExactly("13.00", "12.00", "11.00");
    Answer second = admin.get(first.json().getString("next")).is(200);
    assertThat(actions(second)).containsExactly("catalog.product.create");
    assertThat(second.json().getValue("next")).isNull();
  }

  @Test
  void an_action_is_meant_exactly_and_with_a_dot_as_the_beginning_of_many() {
    Goods goods = new Goods(admin);
    String of = "&entity_id=" + goods.product("10.00");
    String product = of.substring(of.indexOf('=') + 1);
    admin.patch("/products/" + product + "/", new JsonObject().put("name", "Otro")).is(200);
    assertThat(actions(admin.get(LIST + "?action=catalog.product.update" + of)))
        .containsExactly("catalog.product.update");
    assertThat(actions(admin.get(LIST + "?action=catalog.product." + of)))
        .containsExactly("catalog.product.update", "catalog.product.create");
    assertThat(actions(admin.get(LIST + "?action=catalog." + of))).hasSize(2);
    for (String none : List.of("catalog.product", "catalog", "%25.", "catalog_product.", "sale.")) {
      assertThat(actions(admin.get(LIST + "?action=" + none + of))).as(none).isEmpty();
    }
  }

  @Test
  void filters_are_by_kind_of_thing_by_actor_and_all_together() {
    String product = new Goods(admin).product("10.00");
    assertThat(admin.get(LIST + "?entity_type=product&page_size=100").is(200).results())
        .isNotEmpty()
        .allMatch(row -> row.getString("entity_type").equals("product"));
    assertThat(admin.get(LIST + "?entity_type=nothing").is(200).results()).isEmpty();
    String all = "?action=catalog.&entity_type=product&entity_id=" + product;
    assertThat(admin.get(LIST + all + "&actor=1").is(200).results()).hasSize(1);
    assertThat(admin.get(LIST + all + "&actor=2").is(200).results()).isEmpty();
  }

  @Test
  void what_nobody_in_particular_did_has_no_actor() {
    application
        .anonymous()
        .post("/auth/password-reset/", new JsonObject().put("email", TestApplication.CASHIER))
        .is(200);
    JsonObject row = admin.get(LIST + "?action=password_reset.request").is(200).results().get(0);
    assertThat(row.getValue("actor")).isNull();
    assertThat(row.getValue("actor_username")).isNull();
  }

  @Test
  void days_are_those_of_the_shop_and_both_are_included() throws SQLException {
    String entity = UUID.randomUUID().toString();
    for (String instant :
        List.of(
            "2026-03-01T23:59:59.999999-06:00",
            "2026-03-02T00:00:00-06:00",
            "2026-03-03T23:59:59.999999-06:00",
            "2026-03-04T00:00:00-06:00")) {
      add(entity, OffsetDateTime.parse(instant));
    }
    String of = LIST + "?entity_id=" + entity;
    assertThat(of + days("2026-03-02", "2026-03-03")).satisfies(url -> shows(url, 2));
    assertThat(of + days("2026-03-03", "2026-03-03")).satisfies(url -> shows(url, 1));
    assertThat(of + "&date_from=2026-03-04").satisfies(url -> shows(url, 1));
    assertThat(of + "&date_to=2026-03-01").satisfies(url -> shows(url, 1));
    assertThat(of + days("2026-03-03", "2026-03-02")).satisfies(url -> shows(url, 0));
    assertThat(of + days("2026-01-01", "2026-12-31")).satisfies(url -> shows(url, 4));
  }

  private static String days(String from, String to) {
    return "&date_from=" + from + "&date_to=" + to;
  }

  private static void shows(String url, int records) {
    assertThat(admin.get(url).is(200).results()).hasSize(records);
  }

  private static void add(String entity, OffsetDateTime at) throws SQLException {
    try (Connection database = application.connect();
        var insert =
            database.prepareStatement(
                "INSERT INTO audit_log (action, entity_type, entity_id, payload, created_at)"
                    + " VALUES ('test.day', 'day', ?, '{}', ?)")) {
      insert.setString(1, entity);
      insert.setObject(2, at);
      insert.executeUpdate();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"actor=x", "actor=0", "actor=1.5", "date_from=2026-02-30", "date_to=yesterday"})
  void an_unreadable_filter_is_named(String filter) {
    admin.get(LIST + "?" + filter).isInvalid(filter.split("=")[0]);
  }

  @Test
  void only_administrators_may_look() {
    for (String path : List.of(LIST, LIST + UUID.randomUUID() + "/", LIST + "verify/")) {
      application.cashier().get(path).isRefused(403, "permission_denied");
      application.investor().get(path).isRefused(403, "permission_denied");
      application.anonymous().get(path).isRefused(401, "not_authenticated");
    }
  }

  @Test
  void a_record_that_does_not_exist_is_not_found() {
    admin.get(LIST + UUID.randomUUID() + "/").isRefused(404, "not_found");
    admin.get(LIST + "nothing/").isRefused(404, "not_found");
    admin.get(LIST + "?page=1000000").isRefused(404, "not_found");
  }

  @Test
  void a_list_takes_the_same_statements_however_long_it_is() {
    Goods goods = new Goods(admin);
    for (int each = 0; each < 5; each++) {
      goods.product("1.00");
    }
    long one = application.statementsOf(() -> admin.get(LIST + "?page_size=1").is(200));
    long many = application.statementsOf(() -> admin.get(LIST + "?page_size=100").is(200));
    assertThat(many).isEqualTo(one);
  }

  @Test
  void the_chain_of_everything_that_was_done_holds() throws SQLException {
    new Goods(admin).product("10.00", "5");
    seal();
    JsonObject verdict = admin.get(LIST + "verify/").is(200).json();
    assertThat(verdict.getBoolean("intact")).isTrue();
    assertThat(verdict.getValue("first_broken")).isNull();
    assertThat(verdict.getValue("next_sequence")).isNull();
    int head = verdict.getInteger("head_sequence");
    assertThat(verdict.getInteger("records")).isEqualTo(head).isPositive();
    assertThat(verdict.getInteger("unsealed")).isNotNegative();
    assertThat(verdict.getString("head_hash")).matches("[0-9a-f]{64}");
    JsonObject rest = admin.get(LIST + "verify/?from_sequence=" + head).is(200).json();
    assertThat(rest.getBoolean("intact")).isTrue();
    assertThat(rest.getInteger("records")).isLessThan(head).isPositive();
    admin.get(LIST + "verify/?from_sequence=0").isInvalid("from_sequence");
    admin.get(LIST + "verify/?from_sequence=x").isInvalid("from_sequence");
  }

  @Test
  void a_walk_that_begins_behind_the_end_finds_a_link_missing() {
    JsonObject verdict = admin.get(LIST + "verify/?from_sequence=2000000").is(200).json();
    assertThat(verdict.getBoolean("intact")).isFalse();
    assertThat(verdict.getJsonObject("first_broken"))
        .isEqualTo(
            new JsonObject().put("sequence", 1_999_999).putNull("id").put("reason", "missing"));
  }
}
