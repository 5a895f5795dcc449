package io.mostrador.domain.expenses;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Revision;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Something that the shop pays every month.
 *
 * @param createdBy null when nobody in particular did
 */
public record ExpenseTemplate(
    UUID id,
    Fields fields,
    Integer createdBy,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    long version) {

  /**
   * What of a template can be written.
   *
   * @param chargeDay of the month, 1 to 28
   * @param description may be empty
   * @param notes may be empty
   */
  record Fields(
      String name,
      String category,
      BigDecimal defaultAmount,
      String description,
      int chargeDay,
      boolean isActive,
      String notes) {

    /** Of a new template: what was not sent has its usual value. */
    static Fields of(JsonObject body) {
      return new Fields(
          body.getString("name"),
          body.getString("category"),
          Request.amount(body, "default_amount"),
          body.getString("description", ""),
          body.getInteger("charge_day", 1),
          body.getBoolean("is_active", true),
          body.getString("notes", ""));
    }

    /** With what was sent; the rest stays. */
    Fields with(JsonObject body) {
      BigDecimal amount = Request.amount(body, "default_amount");
      return new Fields(
          body.getString("name", name),
          body.getString("category", category),
          amount == null ? defaultAmount : amount,
          body.getString("description", description),
          body.getInteger("charge_day", chargeDay),
          body.getBoolean("is_active", isActive),
          body.getString("notes", notes));
    }
  }

  static ExpenseTemplate from(Row row) {
    return new ExpenseTemplate(
        row.getUUID("id"),
        new Fields(
            row.getString("name"),
            row.getString("category"),
            row.getBigDecimal("default_amount"),
            row.getString("description"),
            row.getInteger("charge_day"),
            row.getBoolean("is_active"),
            row.getString("notes")),
        row.getInteger("created_by"),
        row.getOffsetDateTime("created_at"),
        row.getOffsetDateTime("updated_at"),
        row.getLong("version"));
  }

  /** Another one after each change. */
  Revision revision() {
    return Revision.of(id, version);
  }

  JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .put("name", fields.name())
        .put("category", fields.category())
        .put("default_amount", Decimals.moneyText(fields.defaultAmount()))
        .put("description", fields.description())
        .put("charge_day", fields.chargeDay())
        .put("is_active", fields.isActive())
        .put("notes", fields.notes())
        .put("created_by", createdBy)
        .put("created_at", time.text(createdAt))
        .put("updated_at", time.text(updatedAt));
  }
}
