package io.mostrador.domain.layaway;

import io.mostrador.kernel.BusinessTime;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;

/** More time that a customer was given. */
record LayawayExtension(
    UUID id,
    UUID layawayId,
    OffsetDateTime oldExpiresAt,
    OffsetDateTime newExpiresAt,
    String reason,
    int createdBy,
    String createdByUsername,
    OffsetDateTime createdAt) {

  static LayawayExtension from(Row row) {
    return new LayawayExtension(
        row.getUUID("id"),
        row.getUUID("layaway_id"),
        row.getOffsetDateTime("old_expires_at"),
        row.getOffsetDateTime("new_expires_at"),
        row.getString("reason"),
        row.getInteger("created_by"),
        row.getString("created_by_username"),
        row.getOffsetDateTime("created_at"));
  }

  JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .put("old_expires_at", time.text(oldExpiresAt))
        .put("new_expires_at", time.text(newExpiresAt))
        .put("reason", reason)
        .put("created_by", createdBy)
        .put("created_by_username", createdByUsername)
        .put("created_at", time.text(createdAt));
  }
}
