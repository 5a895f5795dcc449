package io.mostrador.domain.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.PutAside;
import io.mostrador.testing.Together;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CustomersApiIT {

  private final TestApplication application = TestApplication.shared();
  private final ApiClient cashier = application.cashier();

  private static JsonObject customer(String phone, String name) {
    return new JsonObject().put("phone", phone).put("name", name);
  }

  private List<String> names(String query) {
    return cashier.get("/customers/?" + query).is(200).results().stream()
        .map(row -> row.getString("name"))
        .toList();
  }

  private static String word() {
    return UUID.randomUUID().toString().substring(24);
  }

  @Test
  void whoever_has_the_same_digits_is_the_same_customer() {
    String phone = PutAside.newPhone();
    String typed = phone.substring(0, 3) + "-" + phone.substring(3);
    JsonObject first =
        cashier
            .post("/customers/", customer(typed, "  Diego Paz ").put("notes", "frecuente"))
            .is(201)
            .json();
    assertThat(first.getString("phone")).isEqualTo(typed);
    assertThat(first.getString("phone_normalized")).isEqualTo(phone);
    assertThat(first.getString("name")).isEqualTo("Diego Paz");

    JsonObject again = cashier.post("/customers/", customer(phone, "Diego A. Paz")).is(201).json();
    assertThat(again.getString("id")).isEqualTo(first.getString("id"));
    assertThat(again.getString("phone")).isEqualTo(phone);
    assertThat(again.getString("name")).isEqualTo("Diego A. Paz");
    assertThat(again.getString("notes")).isEqualTo("frecuente");
    assertThat(again.getString("created_at")).isEqualTo(first.getString("created_at"));
    assertThat(again.getString("updated_at")).isGreaterThan(first.getString("updated_at"));
    assertThat(cashier.get("/customers/" + again.getString("id") + "/").is(200).json())
        .isEqualTo(again);
  }

  @Test
  void a_customer_who_is_sent_unchanged_does_not_change() {
    JsonObject body = customer(PutAside.newPhone(), "Igual");
    JsonObject first = cashier.post("/customers/", body).is(201).json();
    assertThat(cashier.post("/customers/", body).is(201).json()).isEqualTo(first);
  }

  @Test
  void a_phone_without_digits_is_its_own_normal_form() {
    String phone = "sin teléfono " + word().replaceAll("[0-9]", "x");
    JsonObject known = cashier.post("/customers/", customer(phone, "Eva")).is(201).json();
    assertThat(known.getString("phone_normalized")).isEqualTo(phone);
    assertThat(names("phone=" + phone.replace(" ", "%20").replace("é", "%C3%A9")))
        .containsExactly("Eva");
  }

  @Test
  void a_number_is_taken_as_a_phone() {
    long phone = Long.parseLong(PutAside.newPhone());
    JsonObject known =
        cashier
            .post("/customers/", new JsonObject().put("phone", phone).put("name", 12))
            .is(201)
            .json();
    assertThat(known.getString("phone")).isEqualTo(Long.toString(phone));
    assertThat(known.getString("name")).isEqualTo("12");
  }

  @Test
  void the_same_phone_at_once_makes_one_customer() {
    String phone = PutAside.newPhone();
    List<String> ids =
        Together.times(
                8, each -> cashier.post("/customers/", customer(phone, "N" + each)).is(201).id())
            .stream()
            .distinct()
            .toList();
    assertThat(ids).hasSize(1);
  }

  @Test
  void the_list_shows_the_last_changed_first() {
    String word = word();
    String phone = PutAside.newPhone();
    cashier.post("/customers/", customer(phone, "Ana " + word)).is(201);
    cashier.post("/customers/", customer(PutAside.newPhone(), "Beto " + word)).is(201);
    assertThat(names("q=" + word)).containsExactly("Beto " + word, "Ana " + word);
    cashier.post("/customers/", customer(phone, "Ana María " + word)).is(201);
    assertThat(names("q=" + word)).containsExactly("Ana María " + word, "Beto " + word);
  }

  @Test
  void customers_are_found_by_name_and_by_phone() {
    String word = word();
    String phone = PutAside.newPhone();
    String name = "Carla_100% " + word;
    cashier.post(
        "/customers/", customer("(" + phone.substring(0, 3) + ") " + phone.substring(3), name));
    assertThat(names("q=CARLA_100%25%20" + word)).containsExactly(name);
    assertThat(names("q=CARLA%25" + word)).isEmpty();
    assertThat(names("q=" + phone.substring(0, 3) + "-" + phone.substring(3))).contains(name);
    assertThat(names("phone=" + phone.substring(0, 3) + "+" + phone.substring(3)))
        .containsExactly(name);
    assertThat(names("phone=" + phone.substring(1))).isEmpty();
    assertThat(names("phone=" + phone + "&q=" + word)).containsExactly(name);
    assertThat(names("phone=" + phone + "&q=otro" + word)).isEmpty();
  }

  @Test
  void a_customer_needs_a_phone_and_a_name() {
    String phone = PutAside.newPhone();
    List.of(
            new JsonObject(),
            new JsonObject().put("phone", phone),
            new JsonObject().put("name", "Sin número"),
            customer("  ", "Sin número"),
            customer(phone, " "),
            new JsonObject().put("phone", phone).putNull("name"),
            customer("1".repeat(51), "Largo"),
            customer(phone, "x".repeat(256)))
        .forEach(body -> cashier.post("/customers/", body).isRefused(400, "invalid_customer"));
    assertThat(names("phone=" + phone)).isEmpty();
  }

  @Test
  void a_retry_with_the_same_key_answers_the_same() {
    String phone = PutAside.newPhone();
    ApiClient keyed = cashier.withKey(UUID.randomUUID().toString());
    JsonObject first = keyed.post("/customers/", customer(phone, "Una vez")).is(201).json();
    cashier.post("/customers/", customer(phone, "Otro nombre")).is(201);
    Answer retried = keyed.post("/customers/", customer(phone, "Una vez")).is(201);
    assertThat(retried.json()).isEqualTo(first);
    assertThat(names("phone=" + phone)).containsExactly("Otro nombre");
  }

  @Test
  void customers_are_for_those_who_sell() {
    String path = "/customers/";
    JsonObject body = customer(PutAside.newPhone(), "Nadie");
    application.investor().get(path).isRefused(403, "permission_denied");
    application.investor().post(path, body).isRefused(403, "permission_denied");
    application.anonymous().get(path).isRefused(401, "not_authenticated");
    application.admin().get(path).is(200);
    cashier.get(path + UUID.randomUUID() + "/").isRefused(404, "not_found");
    String id = cashier.post(path, body).is(201).id();
    cashier.put(path + id + "/", body).isRefused(405, "method_not_allowed");
    cashier.delete(path + id + "/").isRefused(405, "method_not_allowed");
  }

  @Test
  void a_page_takes_the_same_statements_whatever_it_holds() {
    cashier.post("/customers/", customer(PutAside.newPhone(), "Uno")).is(201);
    cashier.post("/customers/", customer(PutAside.newPhone(), "Dos")).is(201);
    long ofMany = application.statementsOf(() -> cashier.get("/customers/?page_size=100").is(200));
    assertThat(application.statementsOf(() -> cashier.get("/customers/?page_size=1").is(200)))
        .isEqualTo(ofMany)
        .isEqualTo(3);
  }
}
