package io.mostrador.testing;

import io.mostrador.TestApplication;
import io.mostrador.kernel.Role;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Everybody who may knock, by what the server has to take them for. */
public enum Caller {
  NOBODY,
  MALFORMED_TOKEN,
  DEACTIVATED_ADMIN,
  ADMIN,
  CASHIER,
  CASHIER_WHO_WAS_ADMIN,
  INVESTOR;

  /** One client of each, whose users are made. */
  public static Map<Caller, ApiClient> clients(TestApplication application) {
    Map<Caller, ApiClient> clients = new EnumMap<>(Caller.class);
    clients.put(NOBODY, application.anonymous());
    clients.put(MALFORMED_TOKEN, application.anonymous().withToken("no.token.at.all"));
    clients.put(DEACTIVATED_ADMIN, formerAdmin(application, "is_active", false));
    clients.put(ADMIN, application.admin());
    clients.put(CASHIER, application.cashier());
    clients.put(CASHIER_WHO_WAS_ADMIN, formerAdmin(application, "role", "CASHIER"));
    clients.put(INVESTOR, application.investor());
    return clients;
  }

  /** Signs in as an administrator, and is changed then. */
  private static ApiClient formerAdmin(TestApplication application, String field, Object value) {
    ApiClient admin = application.admin();
    JsonObject input =
        new JsonObject()
            .put("email", UUID.randomUUID() + "@example.com")
            .put("first_name", "Antes")
            .put("last_name", "Jefa")
            .put("role", "ADMIN")
            .put("password", TestApplication.PASSWORD);
    JsonObject user = admin.post("/users/", input).is(201).json();
    ApiClient client =
        application.anonymous().logIn(user.getString("username"), TestApplication.PASSWORD);
    client.get("/users/").is(200);
    admin
        .patch("/users/" + user.getInteger("id") + "/", new JsonObject().put(field, value))
        .is(200);
    return client;
  }

  /** Empty for who has none (any more). */
  public Optional<Role> role() {
    return switch (this) {
      case NOBODY, MALFORMED_TOKEN, DEACTIVATED_ADMIN -> Optional.empty();
      case ADMIN -> Optional.of(Role.ADMIN);
      case CASHIER, CASHIER_WHO_WAS_ADMIN -> Optional.of(Role.CASHIER);
      case INVESTOR -> Optional.of(Role.INVESTOR);
    };
  }

  /** Whether there can be receipts and sales of this caller. */
  public boolean mayOwnRows() {
    return role().filter(role -> role != Role.INVESTOR).isPresent();
  }

  /** The code of 401 for who has no role. */
  public String refusal() {
    return switch (this) {
      case NOBODY -> "not_authenticated";
      case MALFORMED_TOKEN -> "token_not_valid";
      default -> "authentication_failed";
    };
  }
}
