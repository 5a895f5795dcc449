package io.mostrador.domain.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.AuditTrail;
import io.mostrador.testing.Goods;
import io.mostrador.testing.PutAside;
import io.mostrador.testing.Together;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoreCreditApiIT {

  private final TestApplication application = TestApplication.shared();
  private final ApiClient cashier = application.cashier();
  private final ApiClient admin = application.admin();
  private final Goods goods = new Goods(admin);

  /** The credit of a new customer, whose layaway has just expired. */
  private JsonObject credit(String phone, String amount) {
    String product = goods.product("10000.00", "1");
    JsonObject body = PutAside.of(phone).line(product, "1", "10000.00").deposit(amount).body();
    String layaway = cashier.post("/layaways/", body).is(201).id();
    admin.post("/layaways/" + layaway + "/expire/", new JsonObject().put("force", true)).is(200);
    return creditOf(phone);
  }

  private JsonObject creditOf(String phone) {
    return cashier.get("/customer-credits/?customer_phone=" + phone).is(200).results().get(0);
  }

  private Answer apply(String id, String amount) {
    return cashier.post(
        "/customer-credits/" + id + "/apply/", new JsonObject().put("amount", amount));
  }

  private Answer buyWithCredit(String phone, String amount) {
    JsonObject line =
        new JsonObject()
            .put("product", goods.product(amount, "1"))
            .put("qty", "1")
            .put("unit_price", amount)
            .put("unit_cost", "1.00");
    return cashier.post(
        "/sales/create-and-confirm/",
        PutAside.payments(PutAside.credit(amount))
            .put("lines", new JsonArray().add(line))
            .put("customer_phone", phone));
  }

  @Test
  void credit_shows_its_customer_and_what_is_left() {
    String phone = PutAside.newPhone();
    JsonObject credit = credit(phone, "900.00");
    assertThat(credit.fieldNames())
        .containsExactlyInAnyOrder(
            "id", "customer", "customer_name", "customer_phone", "balance", "updated_at");
    assertThat(credit.getString("balance")).isEqualTo("900.00");
    assertThat(credit.getString("customer_phone")).isEqualTo(phone);
    assertThat(credit.getJsonObject("customer").getString("phone_normalized")).isEqualTo(phone);
    assertThat(cashier.get("/customer-credits/" + credit.getString("id") + "/").is(200).json())
        .isEqualTo(credit);
  }

  @Test
  void every_peso_is_told_newest_first() {
    String phone = PutAside.newPhone();
    String id = credit(phone, "900.00").getString("id");
    cashier
        .post(
            "/customer-credits/" + id + "/apply/",
            new JsonObject()
                .put("amount", 100)
                .put("reference_type", "manual")
                .put("reference_id", "A-1"))
        .is(200);
    String sale = buyWithCredit(phone, "650.00").is(201).id();
    admin.post("/sales/" + sale + "/void/", new JsonObject().put("reason", "defecto")).is(200);

    List<JsonObject> entries =
        cashier.get("/customer-credits/" + id + "/entries/").is(200).results();
    assertThat(entries)
        .extracting(entry -> entry.getString("kind"))
        .containsExactly("SALE_VOID", "SALE", "MANUAL", "LAYAWAY_EXPIRED");
    assertThat(entries)
        .extracting(entry -> entry.getString("amount"))
        .containsExactly("650.00", "-650.00", "-100.00", "900.00");
    assertThat(entries)
        .extracting(entry -> entry.getString("balance_after"))
        .containsExactly("800.00", "150.00", "800.00", "900.00");
    assertThat(entries)
        .extracting(entry -> entry.getString("reference_type"))
        .containsExactly("sale_void", "sale", "manual", "layaway");
    assertThat(entries)
        .extracting(entry -> entry.getString("reference_id"))
        .startsWith(sale, sale, "A-1");
    assertThat(entries)
        .extracting(entry -> entry.getString("created_by_username"))
        .containsExactly(
            TestApplication.ADMIN,
            TestApplication.CASHIER,
            TestApplication.CASHIER,
            TestApplication.ADMIN);
    assertThat(creditOf(phone).getString("balance")).isEqualTo("800.00");
    JsonObject second =
        cashier.get("/customer-credits/" + id + "/entries/?page=2&page_size=3").is(200).json();
    assertThat(second.getInteger("count")).isEqualTo(4);
    assertThat(second.getJsonArray("results")).hasSize(1);
  }

  @Test
  void more_than_there_is_cannot_be_used() {
    String phone = PutAside.newPhone();
    String id = credit(phone, "50.00").getString("id");
    apply(id, "50.01").isRefused(400, "invalid_payment");
    apply(id, "0.00").isRefused(400, "invalid_payment");
    apply(id, "-1.00").isRefused(400, "invalid_payment");
    apply(id, "mucho").isInvalid("amount");
    cashier.post("/customer-credits/" + id + "/apply/", new JsonObject()).isInvalid("amount");
    assertThat(creditOf(phone).getString("balance")).isEqualTo("50.00");
    assertThat(apply(id, "50.00").is(200).json().getString("balance")).isEqualTo("0.00");
    apply(id, "0.01").isRefused(400, "invalid_payment");
    apply(UUID.randomUUID().toString(), "1.00").isRefused(404, "not_found");
  }

  @Test
  void credit_is_not_spent_twice_at_once() {
    String phone = PutAside.newPhone();
    String id = credit(phone, "100.00").getString("id");
    List<Integer> statuses = Together.times(8, each -> apply(id, "40.00").status());
    assertThat(statuses).filteredOn(status -> status == 200).hasSize(2);
    assertThat(statuses).filteredOn(status -> status != 200).hasSize(6).containsOnly(400);
    assertThat(creditOf(phone).getString("balance")).isEqualTo("20.00");
    assertThat(cashier.get("/customer-credits/" + id + "/entries/").is(200).results())
        .extracting(entry -> entry.getString("balance_after"))
        .containsExactly("20.00", "60.00", "100.00");
  }

  @Test
  void a_retry_with_the_same_key_applies_once() throws Exception {
    String phone = PutAside.newPhone();
    String path = "/customer-credits/" + credit(phone, "100.00").getString("id") + "/apply/";
    ApiClient keyed = cashier.withKey(UUID.randomUUID().toString());
    JsonObject body = new JsonObject().put("amount", "10.00");
    JsonObject first = keyed.post(path, body).is(200).json();
    assertThat(keyed.post(path, body).is(200).json()).isEqualTo(first);
    assertThat(creditOf(phone).getString("balance")).isEqualTo("90.00");
    try (Connection database = application.connect()) {
      assertThat(AuditTrail.of(database, first.getString("id")))
          .containsExactly(new AuditTrail.Entry("customer_credit.apply", TestApplication.CASHIER));
    }
  }

  @Test
  void the_list_shows_the_last_changed_first_and_is_filtered_by_customer() {
    String phone = PutAside.newPhone();
    JsonObject first = credit(phone, "10.00");
    JsonObject second = credit(PutAside.newPhone(), "20.00");
    apply(first.getString("id"), "1.00").is(200);
    List<String> ids =
        cashier.get("/customer-credits/?page_size=100").is(200).results().stream()
            .map(credit -> credit.getString("id"))
            .toList();
    assertThat(ids).containsSubsequence(first.getString("id"), second.getString("id"));
    String customer = second.getJsonObject("customer").getString("id");
    assertThat(cashier.get("/customer-credits/?customer=" + customer).is(200).results())
        .containsExactly(second);
    String typed = phone.substring(0, 3) + "+" + phone.substring(3);
    assertThat(cashier.get("/customer-credits/?customer_phone=" + typed).is(200).results())
        .extracting(credit -> credit.getString("id"))
        .containsExactly(first.getString("id"));
    assertThat(
            cashier
                .get("/customer-credits/?customer=" + customer + "&customer_phone=" + phone)
                .is(200)
                .results())
        .isEmpty();
    cashier.get("/customer-credits/?customer=alguien").isInvalid("customer");
  }

  @Test
  void who_never_had_credit_is_not_listed() {
    String phone = PutAside.newPhone();
    JsonObject customer = new JsonObject().put("phone", phone).put("name", "Sin crédito");
    String id = cashier.post("/customers/", customer).is(201).id();
    assertThat(cashier.get("/customer-credits/?customer=" + id).is(200).results()).isEmpty();
    cashier.get("/customer-credits/" + id + "/").isRefused(404, "not_found");
    cashier.get("/customer-credits/" + id + "/entries/").isRefused(404, "not_found");
  }

  @Test
  void credit_is_for_those_who_sell() {
    application.investor().get("/customer-credits/").isRefused(403, "permission_denied");
    application
        .investor()
        .post("/customer-credits/" + UUID.randomUUID() + "/apply/", new JsonObject())
        .isRefused(403, "permission_denied");
    application
        .investor()
        .get("/customer-credits/" + UUID.randomUUID() + "/entries/")
        .isRefused(403, "permission_denied");
    application.anonymous().get("/customer-credits/").isRefused(401, "not_authenticated");
  }

  @Test
  void entries_are_never_changed_or_removed() throws Exception {
    assertThat(credit(PutAside.newPhone(), "10.00").getString("balance")).isEqualTo("10.00");
    try (Connection database = application.connect();
        var statement = database.createStatement()) {
      for (String change :
          List.of(
              "UPDATE customer_credit_entry SET amount = 1",
              "DELETE FROM customer_credit_entry",
              "TRUNCATE customer_credit_entry")) {
        assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("append-only");
      }
    }
  }
}
