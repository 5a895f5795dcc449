package io.mostrador.domain.loyalty;

import static io.mostrador.domain.loyalty.LoyalShop.condition;
import static io.mostrador.domain.loyalty.LoyalShop.nth;
import static io.mostrador.domain.loyalty.LoyalShop.program;
import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.AuditTrail;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoyaltyProgramsApiIT {

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();

  private Answer create(JsonObject program) {
    return admin.post("/loyalty/programs/", program);
  }

  private static String path(String id) {
    return "/loyalty/programs/" + id + "/";
  }

  @Test
  void a_programme_is_drafted_and_shown_as_it_was_written() {
    JsonObject input = nth(5);
    JsonObject program = create(input).is(201).json();
    assertThat(program.getString("status")).isEqualTo("DRAFT");
    assertThat(program.getInteger("version")).isEqualTo(1);
    JsonObject condition = program.getJsonObject("rule").getJsonArray("all").getJsonObject(0);
    assertThat(condition)
        .isEqualTo(
            condition("PURCHASE_COUNT", "every", 5)
                .put("window_days", 90)
                .put("min_ticket", "300.00"));
    assertThat(program.getJsonObject("benefit").getString("value")).isEqualTo("15.00");
    assertThat(program.getString("sha256")).matches("[0-9a-f]{64}");
    String id = program.getString("id");
    assertThat(admin.get(path(id)).is(200).json()).isEqualTo(program);
    assertThat(
            application
                .cashier()
                .get("/loyalty/programs/?q=" + input.getString("code"))
                .is(200)
                .results())
        .containsExactly(program);
    assertThat(admin.get("/loyalty/programs/?status=DRAFT&page_size=100").is(200).results())
        .contains(program);
  }

  @Test
  void another_definition_makes_another_version_and_other_terms_do_not() throws SQLException {
    JsonObject first = create(nth(5)).is(201).json();
    String id = first.getString("id");
    JsonObject renamed =
        admin
            .patch(path(id), new JsonObject().put("name", "Otro").put("priority", 7))
            .is(200)
            .json();
    assertThat(renamed.getInteger("version")).isEqualTo(1);
    assertThat(renamed.getString("sha256")).isEqualTo(first.getString("sha256"));
    JsonObject same = new JsonObject().put("rule", nth(5).getJsonObject("rule"));
    assertThat(admin.patch(path(id), same).is(200).json().getInteger("version")).isEqualTo(1);

    JsonObject changed =
        admin
            .patch(path(id), new JsonObject().put("limits", new JsonObject().put("total", 3)))
            .is(200)
            .json();
    assertThat(changed.getInteger("version")).isEqualTo(2);
    assertThat(changed.getJsonObject("rule")).isEqualTo(first.getJsonObject("rule"));
    assertThat(changed.getString("sha256")).isNotEqualTo(first.getString("sha256"));

    List<JsonObject> versions = admin.get(path(id) + "versions/").is(200).results();
    assertThat(versions).extracting(each -> each.getInteger("version")).containsExactly(2, 1);
    assertThat(versions.get(1).getString("sha256")).isEqualTo(first.getString("sha256"));
    assertThat(versions.get(1).getString("created_by_username")).isEqualTo(TestApplication.ADMIN);
    assertThat(admin.get(path(id)).is(200).json()).isEqualTo(changed);
    try (var database = application.connect()) {
      assertThat(AuditTrail.of(database, id))
          .extracting(AuditTrail.Entry::action)
          .containsExactly(
              "loyalty_program.create",
              "loyalty_program.update",
              "loyalty_program.update",
              "loyalty_program.update");
    }
  }

  @Test
  void a_programme_lives_from_draft_to_end() throws SQLException {
    String id = create(nth(5)).is(201).id();
    admin.post(path(id) + "pause/").isRefused(409, "invalid_state");
    admin.post(path(id) + "end/").isRefused(409, "invalid_state");
    assertThat(status(id, "activate")).isEqualTo("ACTIVE");
    assertThat(status(id, "activate")).isEqualTo("ACTIVE");
    assertThat(status(id, "pause")).isEqualTo("PAUSED");
    assertThat(status(id, "activate")).isEqualTo("ACTIVE");
    assertThat(status(id, "end")).isEqualTo("ENDED");
    assertThat(status(id, "end")).isEqualTo("ENDED");
    admin.post(path(id) + "activate/").isRefused(409, "program_ended");
    admin.post(path(id) + "pause/").isRefused(409, "program_ended");
    admin.patch(path(id), new JsonObject().put("name", "X")).isRefused(409, "program_ended");
    try (var database = application.connect()) {
      assertThat(AuditTrail.of(database, id))
          .extracting(AuditTrail.Entry::action)
          .containsExactly(
              "loyalty_program.create",
              "loyalty_program.activate",
              "loyalty_program.pause",
              "loyalty_program.activate",
              "loyalty_program.end");
    }
  }

  private String status(String id, String move) {
    return admin.post(path(id) + move + "/").is(200).json().getString("status");
  }

  @Test
  void creating_twice_with_one_key_makes_one() {
    ApiClient keyed = admin.withKey(UUID.randomUUID().toString());
    JsonObject body = nth(5);
    String first = keyed.post("/loyalty/programs/", body).is(201).id();
    assertThat(keyed.post("/loyalty/programs/", body).is(201).id()).isEqualTo(first);
  }

  @Test
  void a_code_is_taken_once_whatever_its_case() {
    JsonObject program = nth(5);
    create(program).is(201);
    create(program.copy().put("code", program.getString("code").toLowerCase(java.util.Locale.ROOT)))
        .isInvalid("code");
    String other = create(nth(5)).is(201).id();
    admin
        .patch(path(other), new JsonObject().put("code", program.getString("code")))
        .isInvalid("code");
  }

  /** The fault of the second of two conditions. */
  private JsonObject faultOf(JsonObject condition) {
    JsonObject good = condition("PURCHASE_COUNT", "gte", "1");
    JsonArray faults =
        create(program(good, condition))
            .isInvalid("rule")
            .json()
            .getJsonObject("fields")
            .getJsonObject("rule")
            .getJsonArray("all");
    assertThat(faults.getJsonObject(0)).isEqualTo(new JsonObject());
    return faults.getJsonObject(1);
  }

  @Test
  void conditions_that_make_no_sense_are_named_by_their_path() {
    assertThat(faultOf(condition("PURCHASE_COUNT", "gte", "-1")).fieldNames())
        .containsExactly("value");
    assertThat(faultOf(condition("PURCHASE_COUNT", "gte", "1.5")).fieldNames())
        .containsExactly("value");
    assertThat(faultOf(condition("PURCHASE_COUNT", "every", "0")).fieldNames())
        .containsExactly("value");
    assertThat(faultOf(condition("NET_SPEND", "every", "5")).fieldNames())
        .containsExactly("operator");
    assertThat(faultOf(condition("NET_SPEND", "gte", "5").put("window_days", -1)).fieldNames())
        .containsExactly("window_days");
    assertThat(faultOf(condition("NET_SPEND", "gte", "5").put("min_ticket", "-1")).fieldNames())
        .containsExactly("min_ticket");
    assertThat(faultOf(condition("CART_TOTAL", "gte", "5").put("window_days", 3)).fieldNames())
        .containsExactly("window_days");
    assertThat(faultOf(condition("HAPPINESS", "gte", "5")).fieldNames()).containsExactly("metric");
    assertThat(faultOf(condition("NET_SPEND", "around", "5")).fieldNames())
        .containsExactly("operator");
    JsonObject six = program();
    for (int i = 0; i < 6; i++) {
      six.getJsonObject("rule").getJsonArray("all").add(condition("NET_SPEND", "gte", "5"));
    }
    create(six).isInvalid("rule");
    create(program()).isInvalid("rule");
  }

  @Test
  void benefits_limits_and_days_that_make_no_sense_are_named_by_their_path() {
    assertThat(faultsOf("benefit", benefit("PERCENT", "100.01"))).containsExactly("value");
    assertThat(faultsOf("benefit", benefit("AMOUNT", "0"))).containsExactly("value");
    assertThat(
            faultsOf(
                "benefit",
                benefit("PERCENT", "5")
                    .put("brands", new JsonArray().add(UUID.randomUUID().toString()))
                    .put("product_types", new JsonArray().add(UUID.randomUUID().toString()))))
        .containsExactlyInAnyOrder("brands", "product_types");
    assertThat(faultsOf("limits", new JsonObject().put("window_days", 30)))
        .containsExactly("window_days");
    assertThat(faultsOf("limits", new JsonObject().put("budget", "0"))).containsExactly("budget");
    create(nth(5).put("valid_from", "2026-02-02").put("valid_to", "2026-02-01"))
        .isInvalid("valid_to");
    create(nth(5).put("valid_from", "2026-02-02").put("valid_to", "2026-02-02")).is(201);
    create(nth(5).put("funded_by", "BANK")).isInvalid("funded_by");
    JsonObject nothing = new JsonObject();
    Answer empty = create(nothing);
    for (String field : List.of("code", "name", "rule", "benefit", "funded_by")) {
      empty.isInvalid(field);
    }
  }

  private static JsonObject benefit(String type, String value) {
    return new JsonObject().put("type", type).put("value", value);
  }

  private java.util.Set<String> faultsOf(String part, JsonObject value) {
    return create(nth(5).put(part, value))
        .isInvalid(part)
        .json()
        .getJsonObject("fields")
        .getJsonObject(part)
        .fieldNames();
  }

  @Test
  void brands_that_exist_are_kept_once() {
    String brand = admin.get("/brands/").is(200).results().get(0).getString("id");
    JsonObject benefit =
        benefit("PERCENT", "5").put("brands", new JsonArray().add(brand).add(brand));
    JsonObject program = create(nth(5).put("benefit", benefit)).is(201).json();
    assertThat(program.getJsonObject("benefit").getJsonArray("brands"))
        .isEqualTo(new JsonArray().add(brand));
  }

  @Test
  void a_cashier_looks_and_an_administrator_manages() {
    ApiClient cashier = application.cashier();
    String id = create(nth(5)).is(201).id();
    cashier.get(path(id)).is(200);
    cashier.get(path(id) + "versions/").is(200);
    cashier.post("/loyalty/programs/", nth(5)).isRefused(403, "permission_denied");
    cashier.patch(path(id), new JsonObject()).isRefused(403, "permission_denied");
    for (String move : List.of("activate", "pause", "end", "simulate")) {
      cashier.post(path(id) + move + "/", new JsonObject()).isRefused(403, "permission_denied");
    }
    cashier.get("/reports/loyalty/").isRefused(403, "permission_denied");
    ApiClient investor = application.investor();
    investor.get("/loyalty/programs/").isRefused(403, "permission_denied");
    investor.get("/loyalty/redemptions/").isRefused(403, "permission_denied");
    application.anonymous().get("/loyalty/programs/").is(401);
  }

  @Test
  void what_does_not_exist_is_not_found() {
    String nobody = UUID.randomUUID().toString();
    admin.get(path(nobody)).isRefused(404, "not_found");
    admin.patch(path(nobody), new JsonObject()).isRefused(404, "not_found");
    admin.get(path(nobody) + "versions/").isRefused(404, "not_found");
    for (String move : List.of("activate", "pause", "end")) {
      admin.post(path(nobody) + move + "/").isRefused(404, "not_found");
    }
    JsonObject days = new JsonObject().put("date_from", "2026-01-01").put("date_to", "2026-01-02");
    admin.post(path(nobody) + "simulate/", days).isRefused(404, "not_found");
    admin.get("/loyalty/redemptions/" + nobody + "/").isRefused(404, "not_found");
    admin.get("/customers/" + nobody + "/loyalty/").isRefused(404, "not_found");
    admin.get("/customers/" + nobody + "/loyalty/events/").isRefused(404, "not_found");
  }
}
