package io.mostrador.domain.accounts;

import io.mostrador.kernel.Role;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.UUID;

/**
 * Somebody whom an administrator lets in.
 *
 * @param email in lower case; the user name, too
 * @param investorId null for no profile
 */
record NewUser(String email, String firstName, String lastName, Role role, UUID investorId) {

  /** Fails with {@code invalid} on {@code investor_id} for one who is no investor. */
  static NewUser of(JsonObject body) {
    NewUser user =
        new NewUser(
            body.getString("email").toLowerCase(Locale.ROOT),
            body.getString("first_name"),
            body.getString("last_name"),
            Role.valueOf(body.getString("role")),
            Request.id(body, "investor_id"));
    if (user.investorId() != null && user.role() != Role.INVESTOR) {
      throw UserChange.onlyInvestors();
    }
    return user;
  }

  PasswordRules.PersonalData personalData() {
    return new PasswordRules.PersonalData(email, email, firstName, lastName);
  }

  AccountsStore.NewUser row() {
    return new AccountsStore.NewUser(email, email, firstName, lastName, role);
  }
}
