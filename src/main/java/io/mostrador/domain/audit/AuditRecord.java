package io.mostrador.domain.audit;

import io.vertx.core.json.JsonObject;

/**
 * What happened to what.
 *
 * @param action as the contract lists them, for example {@code sale.confirm}
 * @param entityId as text, whatever the kind of id
 * @param payload what there is to know about it; {@code before} and {@code after} for an update
 */
public record AuditRecord(String action, String entityType, String entityId, JsonObject payload) {

  public static AuditRecord of(
      String action, String entityType, Object entityId, JsonObject payload) {
    return new AuditRecord(action, entityType, entityId.toString(), payload);
  }

  /** An update, with what was there before and what is there now. */
  public static AuditRecord update(
      String action, String entityType, Object entityId, JsonObject before, JsonObject after) {
    return of(
        action, entityType, entityId, new JsonObject().put("before", before).put("after", after));
  }
}
