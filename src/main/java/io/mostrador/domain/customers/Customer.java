package io.mostrador.domain.customers;

import io.mostrador.kernel.BusinessTime;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Somebody who buys by name. */
public record Customer(
    UUID id,
    Phone phone,
    String name,
    String notes,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt) {

  static Customer from(Row row) {
    return new Customer(
        row.getUUID("id"),
        new Phone(row.getString("phone"), row.getString("phone_normalized")),
        row.getString("name"),
        row.getString("notes"),
        row.getOffsetDateTime("created_at"),
        row.getOffsetDateTime("updated_at"));
  }

  /** From a row that calls its columns {@code customer_id}, {@code customer_phone} and so on. */
  public static Customer joined(Row row) {
    return new Customer(
        row.getUUID("customer_id"),
        new Phone(row.getString("customer_phone"), row.getString("customer_phone_normalized")),
        row.getString("customer_name"),
        row.getString("customer_notes"),
        row.getOffsetDateTime("customer_created_at"),
        row.getOffsetDateTime("customer_updated_at"));
  }

  public JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .put("phone", phone.text())
        .put("phone_normalized", phone.normalized())
        .put("name", name)
        .put("notes", notes)
        .put("created_at", time.text(createdAt))
        .put("updated_at", time.text(updatedAt));
  }
}
