package io.mostrador.domain.investors;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the ledger shows it.
 *
 * @param product null when no goods are concerned
 */
record LedgerEntry(
    UUID id,
    UUID investor,
    String entryType,
    Deltas deltas,
    @Nullable UUID product,
    String referenceType,
    String referenceId,
    String note,
    OffsetDateTime createdAt) {

  static LedgerEntry from(Row row) {
    return new LedgerEntry(
        row.getUUID("id"),
        row.getUUID("investor_id"),
        row.getString("entry_type"),
        new Deltas(
            row.getBigDecimal("capital_delta"),
            row.getBigDecimal("inventory_delta"),
            row.getBigDecimal("profit_delta")),
        row.getUUID("product_id"),
        row.getString("reference_type"),
        row.getString("reference_id"),
        row.getString("note"),
        row.getOffsetDateTime("created_at"));
  }

  JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .put("investor", investor.toString())
        .put("entry_type", entryType)
        .put("capital_delta", Decimals.moneyText(deltas.capital()))
        .put("inventory_delta", Decimals.moneyText(deltas.inventory()))
        .put("profit_delta", Decimals.moneyText(deltas.profit()))
        .put("product", product == null ? null : product.toString())
        .put("reference_type", referenceType)
        .put("reference_id", referenceId)
        .put("note", note)
        .put("created_at", time.text(createdAt));
  }
}
