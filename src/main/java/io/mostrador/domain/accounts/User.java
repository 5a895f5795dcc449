package io.mostrador.domain.accounts;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Revision;
import io.mostrador.kernel.Role;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Somebody who may sign in, as everybody may see them: without hashes. */
public record User(
    int id,
    String username,
    String email,
    String firstName,
    String lastName,
    Role role,
    boolean isActive,
    OffsetDateTime dateJoined,
    UUID investorId,
    boolean hasPin,
    long version) {

  static User from(Row row) {
    return new User(
        row.getInteger("id"),
        row.getString("username"),
        row.getString("email"),
        row.getString("first_name"),
        row.getString("last_name"),
        Role.valueOf(row.getString("role")),
        row.getBoolean("is_active"),
        row.getOffsetDateTime("date_joined"),
        row.getUUID("investor_id"),
        row.getBoolean("has_pin"),
        row.getLong("version"));
  }

  /** Another one after each change of what is shown of the user. */
  Revision revision() {
    return Revision.of(id, version, investorId);
  }

  public Actor asActor() {
    return new Actor(id, username, role);
  }

  JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id)
        .put("username", username)
        .put("email", email)
        .put("first_name", firstName)
        .put("last_name", lastName)
        .put("role", role.name())
        .put("is_active", isActive)
        .put("date_joined", time.text(dateJoined))
        .putNull("last_login")
        .put("investor_profile_id", investorId == null ? null : investorId.toString())
        .put("has_pin", hasPin);
  }
}
