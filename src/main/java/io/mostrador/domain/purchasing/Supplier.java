package io.mostrador.domain.purchasing;

import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.util.UUID;

/** Who the shop buys from. */
record Supplier(UUID id, String code, String name, boolean isActive) {

  static Supplier from(Row row) {
    return new Supplier(
        row.getUUID("id"),
        row.getString("code"),
        row.getString("name"),
        row.getBoolean("is_active"));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id.toString())
        .put("code", code)
        .put("name", name)
        .put("is_active", isActive);
  }
}
