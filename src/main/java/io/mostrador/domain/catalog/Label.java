package io.mostrador.domain.catalog;

import io.mostrador.kernel.BusinessTime;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A brand or a product type. */
public record Label(
    UUID id, String name, boolean isActive, OffsetDateTime createdAt, OffsetDateTime updatedAt) {

  static Label from(Row row) {
    return new Label(
        row.getUUID("id"),
        row.getString("name"),
        row.getBoolean("is_active"),
        row.getOffsetDateTime("created_at"),
        row.getOffsetDateTime("updated_at"));
  }

  JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .put("name", name)
        .put("normalized_name", name)
        .put("is_active", isActive)
        .put("created_at", time.text(createdAt))
        .put("updated_at", time.text(updatedAt));
  }
}
