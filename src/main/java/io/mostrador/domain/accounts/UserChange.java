package io.mostrador.domain.accounts;

import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Role;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * What is to change of a user; null keeps what is there.
 *
 * @param isAboutProfile whether the user's investor profile is to be set or taken off
 * @param investorId null for no profile
 */
record UserChange(
    String firstName,
    String lastName,
    Role role,
    Boolean isActive,
    boolean isAboutProfile,
    UUID investorId) {

  static UserChange of(JsonObject body) {
    return new UserChange(
        body.getString("first_name"),
        body.getString("last_name"),
        body.containsKey("role") ? Role.valueOf(body.getString("role")) : null,
        body.getBoolean("is_active"),
        body.containsKey("investor_id"),
        Request.id(body, "investor_id"));
  }

  /** Whether an administrator would not be one afterwards. */
  boolean endsAdministration() {
    return demotes() || deactivates();
  }

  boolean demotes() {
    return role != null && role != Role.ADMIN;
  }

  boolean deactivates() {
    return Boolean.FALSE.equals(isActive);
  }

  /**
   * Fails with {@code invalid} on {@code investor_id} unless the user is or becomes an investor.
   */
  void requireProfileFor(Role now) {
    Role after = role == null ? now : role;
    if (investorId != null && after != Role.INVESTOR) {
      throw onlyInvestors();
    }
  }

  static Failure onlyInvestors() {
    return Failure.invalid(
        "investor_id", "Solo un usuario con rol INVESTOR puede tener un perfil de inversionista.");
  }
}
