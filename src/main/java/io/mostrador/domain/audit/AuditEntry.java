package io.mostrador.domain.audit;

import io.mostrador.kernel.BusinessTime;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is kept.
 *
 * @param sequence null until it is sealed
 * @param actor null when nobody in particular did it
 * @param hash hexadecimal; null until it is sealed
 */
record AuditEntry(
    UUID id,
    @Nullable Long sequence,
    @Nullable Integer actor,
    @Nullable String actorUsername,
    AuditRecord record,
    OffsetDateTime createdAt,
    @Nullable String hash) {

  static AuditEntry from(Row row) {
    return new AuditEntry(
        row.getUUID("id"),
        row.getLong("sequence"),
        row.getInteger("actor_id"),
        row.getString("actor_username"),
        new AuditRecord(
            row.getString("action"),
            row.getString("entity_type"),
            row.getString("entity_id"),
            row.getJsonObject("payload")),
        row.getOffsetDateTime("created_at"),
        row.getString("hash"));
  }

  JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .put("sequence", sequence)
        .put("actor", actor)
        .put("actor_username", actorUsername)
        .put("action", record.action())
        .put("entity_type", record.entityType())
        .put("entity_id", record.entityId())
        .put("payload", record.payload())
        .put("created_at", time.text(createdAt))
        .put("hash", hash);
  }
}
