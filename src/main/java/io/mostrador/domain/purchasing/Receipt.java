package io.mostrador.domain.purchasing;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goods that came in, or will: only a posted receipt has moved stock.
 *
 * @param importBatchId the batch that it confirms
 * @param canDelete whether all that came in is still on hand
 * @param postedAt null while it is a draft
 */
record Receipt(
    UUID id,
    UUID supplierId,
    String supplierName,
    String supplierCode,
    @Nullable String invoiceNumber,
    @Nullable LocalDate invoiceDate,
    String status,
    BigDecimal subtotal,
    BigDecimal tax,
    BigDecimal total,
    @Nullable UUID importBatchId,
    int createdBy,
    String createdByUsername,
    boolean canDelete,
    @Nullable OffsetDateTime postedAt,
    OffsetDateTime createdAt) {

  private static final String POSTED = "POSTED";

  /** Units of a product that a receipt brings. */
  record Line(
      UUID id,
      UUID receiptId,
      UUID productId,
      String productSku,
      String productName,
      BigDecimal qty,
      BigDecimal unitCost,
      @Nullable BigDecimal unitPrice) {

    static Line from(Row row) {
      return new Line(
          row.getUUID("id"),
          row.getUUID("receipt_id"),
          row.getUUID("product_id"),
          row.getString("product_sku"),
          row.getString("product_name"),
          row.getBigDecimal("qty"),
          row.getBigDecimal("unit_cost"),
          row.getBigDecimal("unit_price"));
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("id", id.toString())
          .put("product", productId.toString())
          .put("product_sku", productSku)
          .put("product_name", productName)
          .put("qty", Decimals.moneyText(qty))
          .put("unit_cost", Decimals.moneyText(unitCost))
          .put("unit_price", Decimals.moneyText(unitPrice));
    }
  }

  /** A receipt and what it brings, in the order in which it came in. */
  record WithLines(Receipt receipt, List<Line> lines) {

    JsonObject toJson(BusinessTime time) {
      JsonArray array = new JsonArray();
      lines.forEach(line -> array.add(line.toJson()));
      return receipt.toJson(time).put("lines", array);
    }
  }

  static Receipt from(Row row) {
    return new Receipt(
        row.getUUID("id"),
        row.getUUID("supplier_id"),
        row.getString("supplier_name"),
        row.getString("supplier_code"),
        row.getString("invoice_number"),
        row.getLocalDate("invoice_date"),
        row.getString("status"),
        row.getBigDecimal("subtotal"),
        row.getBigDecimal("tax"),
        row.getBigDecimal("total"),
        row.getUUID("source_import_batch_id"),
        row.getInteger("created_by"),
        row.getString("created_by_username"),
        row.getBoolean("can_delete"),
        row.getOffsetDateTime("posted_at"),
        row.getOffsetDateTime("created_at"));
  }

  boolean isPosted() {
    return status.equals(POSTED);
  }

  private JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .put("supplier", supplierId.toString())
        .put("supplier_name", supplierName)
        .put("supplier_code", supplierCode)
        .put("invoice_number", invoiceNumber)
        .put("invoice_date", Objects.toString(invoiceDate, null))
        .put("status", status)
        .put("subtotal", Decimals.moneyText(subtotal))
        .put("tax", Decimals.moneyText(tax))
        .put("total", Decimals.moneyText(total))
        .put("source_import_batch", Objects.toString(importBatchId, null))
        .put("created_by", createdBy)
        .put("created_by_username", createdByUsername)
        .put("can_delete", canDelete)
        .put("posted_at", time.text(postedAt))
        .put("created_at", time.text(createdAt));
  }
}
