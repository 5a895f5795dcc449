package io.mostrador.domain.loyalty;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A programme as it is now.
 *
 * @param version from 1
 * @param uses what it has given; by no customer in particular unless it was read for one
 */
record Program(
    UUID id,
    Terms terms,
    Status status,
    int version,
    Definition definition,
    Uses uses,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt) {

  /** Where in its life it is. */
  enum Status {
    DRAFT,
    ACTIVE,
    PAUSED,
    ENDED
  }

  /**
   * What can change without a new version.
   *
   * @param stackWithManual whether it adds to a discount given by hand
   * @param priority of programmes that give the same, the greatest is offered first
   * @param validFrom first day; null for any
   * @param validTo last day; null for any
   */
  record Terms(
      String code,
      String name,
      boolean stackWithManual,
      int priority,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo) {

    JsonObject toJson() {
      return new JsonObject()
          .put("code", code)
          .put("name", name)
          .put("stack_with_manual", stackWithManual)
          .put("priority", priority)
          .put("valid_from", Objects.toString(validFrom, null))
          .put("valid_to", Objects.toString(validTo, null));
    }
  }

  static Program from(Row row) {
    Terms terms =
        new Terms(
            row.getString("code"),
            row.getString("name"),
            row.getBoolean("stack_with_manual"),
            row.getInteger("priority"),
            row.getLocalDate("valid_from"),
            row.getLocalDate("valid_to"));
    return new Program(
        row.getUUID("id"),
        terms,
        Status.valueOf(row.getString("status")),
        row.getInteger("version"),
        Definition.of(new JsonObject(row.getString("definition"))),
        new Uses(row.getLong("own_uses"), row.getLong("uses"), row.getBigDecimal("spent")),
        row.getOffsetDateTime("created_at"),
        row.getOffsetDateTime("updated_at"));
  }

  /** As if it had been active since ever and had given nothing yet. */
  Program asIfNew() {
    Terms always =
        new Terms(
            terms.code(), terms.name(), terms.stackWithManual(), terms.priority(), null, null);
    return new Program(
        id, always, Status.ACTIVE, version, definition, Uses.NONE, createdAt, updatedAt);
  }

  Program having(Uses given) {
    return new Program(id, terms, status, version, definition, given, createdAt, updatedAt);
  }

  /** What the audit keeps of it. */
  JsonObject audited() {
    return new JsonObject()
        .put("status", status.name())
        .put("version", version)
        .put("sha256", definition.sha256())
        .mergeIn(terms.toJson())
        .mergeIn(definition.toJson());
  }

  JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .mergeIn(audited())
        .put("uses", uses.byAll())
        .put("discount_total", Decimals.moneyText(uses.spent()))
        .put("created_at", time.text(createdAt))
        .put("updated_at", time.text(updatedAt));
  }
}
