package io.mostrador.domain.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinsApiIT {

  private static final String PIN = "482913";

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final JsonObject user = new People(admin).add("CASHIER");
  private final String username = user.getString("username");
  private final ApiClient client = application.anonymous().logIn(username, People.PASSWORD);

  private Answer set(Object pin) {
    return client.post(
        "/auth/pin/", new JsonObject().put("current_password", People.PASSWORD).put("pin", pin));
  }

  private Answer logIn(String name, String pin) {
    return application
        .anonymous()
        .post("/auth/pin-login/", new JsonObject().put("username", name).put("pin", pin));
  }

  private boolean hasPin() {
    return admin.get(People.path(user)).is(200).json().getBoolean("has_pin");
  }

  @Test
  void a_pin_is_set_signs_in_and_is_removed() {
    JsonObject answer = set(PIN).is(200).json();
    assertThat(answer.getBoolean("has_pin")).isTrue();
    assertThat(answer.getString("detail")).isNotBlank();
    assertThat(hasPin()).isTrue();
    JsonObject pair = logIn(username, PIN).is(200).json();
    application.anonymous().withToken(pair.getString("access")).get("/products/").is(200);
    application
        .anonymous()
        .post("/auth/token/refresh/", new JsonObject().put("refresh", pair.getString("refresh")))
        .is(200);

    assertThat(set(null).is(200).json().getBoolean("has_pin")).isFalse();
    assertThat(hasPin()).isFalse();
    logIn(username, PIN).isRefused(401, "invalid_credentials");
    set(null).is(200);
  }

  @Test
  void another_pin_takes_the_place_of_the_first() {
    set(PIN).is(200);
    set(102938).is(200);
    logIn(username, PIN).isRefused(401, "invalid_credentials");
    logIn(username, "102938").is(200);
  }

  @Test
  void a_pin_is_kept_as_an_argon2_hash() throws SQLException {
    set(PIN).is(200);
    try (Connection connection = application.connect();
        var select = connection.prepareStatement("SELECT pin_hash FROM app_user WHERE id = ?")) {
      select.setInt(1, user.getInteger("id"));
      try (var rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).startsWith("$argon2id$").doesNotContain(PIN);
      }
    }
  }

  @Test
  void a_wrong_password_sets_nothing() {
    JsonObject body = new JsonObject().put("current_password", "no").put("pin", PIN);
    client.post("/auth/pin/", body).isRefused(401, "invalid_credentials");
    assertThat(hasPin()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"48291", "4829134", "48291a", "", "      ", "٤٨٢٩١٣", "482 13"})
  void a_pin_has_six_digits(String pin) {
    set(pin).isRefused(400, "validation_error");
    assertThat(hasPin()).isFalse();
  }

  @Test
  void what_is_missing_is_refused() {
    JsonObject password = new JsonObject().put("current_password", People.PASSWORD);
    client.post("/auth/pin/", password).isRefused(400, "validation_error");
    client.post("/auth/pin/", new JsonObject().put("pin", PIN)).isRefused(400, "validation_error");
    ApiClient anonymous = application.anonymous();
    Stream.of(
            new JsonObject(),
            new JsonObject().put("username", username),
            new JsonObject().put("pin", PIN),
            new JsonObject().put("username", username).put("pin", ""),
            new JsonObject().put("username", username).putNull("pin"))
        .forEach(
            body -> anonymous.post("/auth/pin-login/", body).isRefused(400, "validation_error"));
  }

  @Test
  void a_wrong_pin_no_pin_and_nobody_get_the_same_answer_and_cost_a_hash_each() {
    JsonObject withoutPin = new People(admin).add("CASHIER");
    set(PIN).is(200);
    long before = application.hashes();
    JsonObject wrong = logIn(username, "000000").isRefused(401, "invalid_credentials").json();
    assertThat(application.hashes() - before).isEqualTo(1);
    assertThat(logIn(withoutPin.getString("username"), PIN).is(401).json()).isEqualTo(wrong);
    assertThat(application.hashes() - before).isEqualTo(2);
    assertThat(logIn("nobody@example.com", PIN).is(401).json()).isEqualTo(wrong);
    assertThat(application.hashes() - before).isEqualTo(3);
    logIn(username, "12").isRefused(401, "invalid_credentials");
  }

  @Test
  void who_is_deactivated_does_not_get_in_by_pin() {
    set(PIN).is(200);
    admin.patch(People.path(user), new JsonObject().put("is_active", false)).is(200);
    logIn(username, PIN).isRefused(401, "invalid_credentials");
  }

  @Test
  void a_pin_needs_somebody_signed_in() {
    application
        .anonymous()
        .post("/auth/pin/", new JsonObject().put("current_password", "x").put("pin", PIN))
        .isRefused(401, "not_authenticated");
  }
}
