package io.mostrador.domain.inventory;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A movement as history shows it.
 *
 * @param createdBy null when nobody in particular moved it
 * @param createdByUsername null then too
 */
public record RecordedMovement(
    UUID id,
    UUID productId,
    String productSku,
    String productName,
    String movementType,
    BigDecimal quantityDelta,
    String referenceType,
    String referenceId,
    String note,
    Integer createdBy,
    String createdByUsername,
    OffsetDateTime createdAt) {

  static RecordedMovement from(Row row) {
    return new RecordedMovement(
        row.getUUID("id"),
        row.getUUID("product_id"),
        row.getString("product_sku"),
        row.getString("product_name"),
        row.getString("movement_type"),
        row.getBigDecimal("quantity_delta"),
        row.getString("reference_type"),
        row.getString("reference_id"),
        row.getString("note"),
        row.getInteger("created_by"),
        row.getString("created_by_username"),
        row.getOffsetDateTime("created_at"));
  }

  JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .put("product", productId.toString())
        .put("product_sku", productSku)
        .put("product_name", productName)
        .put("movement_type", movementType)
        .put("quantity_delta", Decimals.moneyText(quantityDelta))
        .put("reference_type", referenceType)
        .put("reference_id", referenceId)
        .put("note", note)
        .put("created_by", createdBy)
        .put("created_by_username", createdByUsername)
        .put("created_at", time.text(createdAt));
  }
}
