package io.mostrador.domain.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.AuditTrail;
import io.mostrador.testing.Goods;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardPlansApiIT {

  private static final String PLANS = "/card-commission-plans/";

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final ApiClient cashier = application.cashier();

  private static JsonObject body() {
    return new JsonObject()
        .put("code", "MSI-" + UUID.randomUUID().toString().substring(0, 8))
        .put("label", " Crédito 12 MSI ")
        .put("installments_months", 12)
        .put("commission_rate", "0.09")
        .put("card_instrument", "CREDIT")
        .put("sort_order", 900);
  }

  private JsonObject created() {
    return admin.post(PLANS, body()).is(201).json();
  }

  private Answer change(JsonObject plan, JsonObject body) {
    return admin.patch(PLANS + plan.getString("id") + "/", body);
  }

  private List<String> shown(ApiClient client, String query) {
    return client.get(PLANS + "?page_size=100" + query).is(200).results().stream()
        .map(plan -> plan.getString("id"))
        .toList();
  }

  @Test
  void a_plan_is_created_and_a_till_shows_it() {
    JsonObject body = body();
    JsonObject plan = admin.post(PLANS, body).is(201).json();
    assertThat(plan)
        .isEqualTo(
            body.copy()
                .put("id", plan.getString("id"))
                .put("label", "Crédito 12 MSI")
                .put("commission_rate", "0.0900")
                .put("is_active", true));
    assertThat(shown(cashier, "")).contains(plan.getString("id"));
    assertThat(cashier.get(PLANS + plan.getString("id") + "/").is(200).json()).isEqualTo(plan);
    cashier.get(PLANS + UUID.randomUUID() + "/").isRefused(404, "not_found");
  }

  @Test
  void a_plan_is_created_once_for_a_key() {
    ApiClient retrying = admin.withKey(UUID.randomUUID().toString());
    JsonObject body = body();
    String id = retrying.post(PLANS, body).is(201).id();
    assertThat(retrying.post(PLANS, body).is(201).id()).isEqualTo(id);
  }

  @Test
  void what_is_not_sent_stays_and_every_change_is_in_the_audit() throws SQLException {
    JsonObject plan = created();
    JsonObject after =
        change(plan, new JsonObject().put("commission_rate", "0.1").put("sort_order", 950))
            .is(200)
            .json();
    assertThat(after)
        .isEqualTo(plan.copy().put("commission_rate", "0.1000").put("sort_order", 950));
    try (Connection connection = application.connect()) {
      assertThat(AuditTrail.of(connection, plan.getString("id")))
          .containsExactly(
              new AuditTrail.Entry("card_plan.create", TestApplication.ADMIN),
              new AuditTrail.Entry("card_plan.update", TestApplication.ADMIN));
    }
    admin.patch(PLANS + UUID.randomUUID() + "/", new JsonObject()).isRefused(404, "not_found");
  }

  @Test
  void an_inactive_plan_is_hidden_from_tills_and_takes_no_payment() {
    JsonObject plan = created();
    change(plan, new JsonObject().put("is_active", false)).is(200);
    assertThat(shown(cashier, "")).doesNotContain(plan.getString("id"));
    assertThat(shown(admin, "")).doesNotContain(plan.getString("id"));
    assertThat(shown(admin, "&include_inactive=true")).contains(plan.getString("id"));
    cashier.get(PLANS + "?include_inactive=true").isRefused(403, "permission_denied");
    sell(plan).isInvalid("card_plan_id");
    change(plan, new JsonObject().put("is_active", true)).is(200);
    sell(plan).is(201);
  }

  @Test
  void a_payment_keeps_what_its_plan_was() {
    JsonObject plan = created();
    JsonObject sale = sell(plan).is(201).json();
    change(plan, body().put("label", "Otro").put("installments_months", 3)).is(200);
    assertThat(cashier.get("/sales/" + sale.getString("id") + "/").is(200).json()).isEqualTo(sale);
  }

  private Answer sell(JsonObject plan) {
    String product = new Goods(admin).product("100.00", "1");
    return cashier.post(
        "/sales/create-and-confirm/",
        Till.sale().line(product, "1", "100.00").card(plan.getString("id"), "100.00").body());
  }

  @Test
  void a_code_is_taken_once() {
    JsonObject plan = created();
    admin.post(PLANS, body().put("code", plan.getString("code"))).isInvalid("code");
    change(created(), new JsonObject().put("code", plan.getString("code"))).isInvalid("code");
    change(plan, new JsonObject().put("code", plan.getString("code"))).is(200);
  }

  @ParameterizedTest
  @CsvSource({
    "code, ''",
    "label, ' '",
    "installments_months, -1",
    "installments_months, 61",
    "installments_months, 1.5",
    "commission_rate, -0.0001",
    "commission_rate, 1.0001",
    "commission_rate, 0.00001",
    "commission_rate, gratis",
    "card_instrument, PREPAID",
    "is_active, quizás",
    "sort_order, -1",
  })
  void a_field_that_makes_no_sense_is_named(String field, String value) {
    admin.post(PLANS, body().put(field, value)).isInvalid(field);
    change(created(), new JsonObject().put(field, value)).isInvalid(field);
  }

  @Test
  void a_plan_needs_code_label_rate_and_instrument() {
    Answer empty = admin.post(PLANS, new JsonObject());
    List.of("code", "label", "commission_rate", "card_instrument").forEach(empty::isInvalid);
  }

  @Test
  void nobody_but_an_administrator_changes_plans() {
    JsonObject plan = created();
    for (ApiClient other : List.of(cashier, application.investor())) {
      other.post(PLANS, body()).isRefused(403, "permission_denied");
      other
          .patch(PLANS + plan.getString("id") + "/", new JsonObject().put("label", "x"))
          .isRefused(403, "permission_denied");
    }
  }
}
