package io.mostrador.domain.purchasing;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A pasted invoice on its way into stock. */
record ImportBatch(
    UUID id,
    ImportHeader header,
    Status status,
    int createdBy,
    OffsetDateTime createdAt,
    @Nullable OffsetDateTime confirmedAt) {

  /** How far it has come. */
  enum Status {
    DRAFT,
    PARSED,
    CONFIRMED
  }

  /** A batch and its lines, in their order. */
  record WithLines(ImportBatch batch, List<ImportLine> lines) {

    JsonObject toJson(BusinessTime time) {
      JsonArray array = new JsonArray();
      lines.forEach(line -> array.add(line.toJson()));
      return batch.toJson(time).put("lines", array);
    }
  }

  static ImportBatch from(Row row) {
    return new ImportBatch(
        row.getUUID("id"),
        new ImportHeader(
            row.getUUID("supplier_id"),
            row.getUUID("parser_id"),
            row.getString("raw_text"),
            row.getString("invoice_number"),
            row.getLocalDate("invoice_date"),
            row.getBigDecimal("subtotal"),
            row.getBigDecimal("tax"),
            row.getBigDecimal("total")),
        Status.valueOf(row.getString("status")),
        row.getInteger("created_by"),
        row.getOffsetDateTime("created_at"),
        row.getOffsetDateTime("confirmed_at"));
  }

  boolean isConfirmed() {
    return status == Status.CONFIRMED;
  }

  /** Itself; fails with {@code invalid_state} once it is confirmed. */
  ImportBatch open() {
    if (isConfirmed()) {
      throw Failure.refused("invalid_state", "La importación ya está confirmada.");
    }
    return this;
  }

  private JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .put("supplier", header.supplierId().toString())
        .put("parser", header.parserId().toString())
        .put("raw_text", header.rawText())
        .put("status", status.name())
        .put("invoice_number", header.invoiceNumber())
        .put("invoice_date", Objects.toString(header.invoiceDate(), null))
        .put("subtotal", Decimals.moneyText(header.subtotal()))
        .put("tax", Decimals.moneyText(header.tax()))
        .put("total", Decimals.moneyText(header.total()))
        .put("created_by", createdBy)
        .put("created_at", time.text(createdAt))
        .put("confirmed_at", time.text(confirmedAt));
  }
}
