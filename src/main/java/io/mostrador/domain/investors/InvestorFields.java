package io.mostrador.domain.investors;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What of an investor was sent.
 *
 * @param displayName null when it was not sent
 * @param namesUser whether {@code user} was sent at all; as null it takes the user off
 * @param isActive null when it was not sent
 */
record InvestorFields(
    @Nullable String displayName,
    boolean namesUser,
    @Nullable Integer user,
    @Nullable Boolean isActive) {

  static InvestorFields of(JsonObject body) {
    return new InvestorFields(
        body.getString("display_name"),
        body.containsKey("user"),
        body.getInteger("user"),
        body.getBoolean("is_active"));
  }
}
