package io.mostrador.domain.investors;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;

/** An entry as the ledger shows it. */
record LedgerEntry(
    UUID id,
    UUID investor,
    String entryType,
    Deltas deltas,
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
        .put("reference_type", referenceType)
        .put("reference_id", referenceId)
        .put("note", note)
        .put("created_at", time.text(createdAt));
  }
}
