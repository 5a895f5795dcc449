package io.mostrador.domain.accounts;

import io.mostrador.TestApplication;
import io.mostrador.testing.ApiClient;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Users for tests, made through the API by an administrator. */
final class People {

  static final String PASSWORD = TestApplication.PASSWORD;

  private final ApiClient admin;

  People(ApiClient admin) {
    this.admin = admin;
  }

  /** A valid input with an email of its own. */
  static JsonObject somebody(String role) {
    return new JsonObject()
        .put("email", "u" + UUID.randomUUID().toString().substring(0, 13) + "@example.com")
        .put("first_name", "Ana")
        .put("last_name", "Ruiz")
        .put("role", role)
        .put("password", PASSWORD);
  }

  /** As the answer shows the new user. */
  JsonObject add(String role) {
    return admin.post("/users/", somebody(role)).is(201).json();
  }

  static String path(JsonObject user) {
    return "/users/" + user.getInteger("id") + "/";
  }
}
