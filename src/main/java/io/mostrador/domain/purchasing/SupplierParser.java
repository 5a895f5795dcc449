package io.mostrador.domain.purchasing;

import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.util.UUID;

/**
 * How a supplier's invoices are read.
 *
 * @param parserKey chooses the format
 */
record SupplierParser(
    UUID id, UUID supplierId, String parserKey, int version, String description, boolean isActive) {

  static SupplierParser from(Row row) {
    return new SupplierParser(
        row.getUUID("id"),
        row.getUUID("supplier_id"),
        row.getString("parser_key"),
        row.getInteger("version"),
        row.getString("description"),
        row.getBoolean("is_active"));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id.toString())
        .put("supplier", supplierId.toString())
        .put("parser_key", parserKey)
        .put("version", version)
        .put("description", description)
        .put("is_active", isActive);
  }
}
