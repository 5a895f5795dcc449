package io.mostrador.domain.investors;

import io.mostrador.kernel.Revision;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who pays for goods and shares in what they earn.
 *
 * @param user who may see it as their own; null for nobody
 */
record Investor(
    UUID id,
    @Nullable Integer user,
    String displayName,
    boolean isActive,
    Balances balances,
    long version) {

  static Investor from(Row row) {
    return new Investor(
        row.getUUID("id"),
        row.getInteger("user_id"),
        row.getString("display_name"),
        row.getBoolean("is_active"),
        Balances.from(row),
        row.getLong("version"));
  }

  /** Another one after each change of the profile; what moves balances leaves it. */
  Revision revision() {
    return Revision.of(id, version);
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id.toString())
        .put("user", user)
        .put("display_name", displayName)
        .put("is_active", isActive)
        .put("balances", balances.toJson());
  }
}
