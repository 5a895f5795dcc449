package io.mostrador.domain.purchasing;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One item of a pasted invoice: how it came in, and what people made of it.
 *
 * @param lineNo from 1
 * @param matchStatus what was known of it when it came in, and again once it is confirmed
 */
record ImportLine(
    UUID id,
    UUID batchId,
    int lineNo,
    String rawLine,
    Parsed parsed,
    LineFields fields,
    String matchStatus) {

  /** What it came in with. */
  record Parsed(
      String sku,
      String name,
      @Nullable BigDecimal qty,
      @Nullable BigDecimal unitCost,
      @Nullable BigDecimal unitPrice) {}

  static ImportLine from(Row row) {
    return new ImportLine(
        row.getUUID("id"),
        row.getUUID("batch_id"),
        row.getInteger("line_no"),
        row.getString("raw_line"),
        new Parsed(
            row.getString("parsed_sku"),
            row.getString("parsed_name"),
            row.getBigDecimal("parsed_qty"),
            row.getBigDecimal("parsed_unit_cost"),
            row.getBigDecimal("parsed_unit_price")),
        LineFields.from(row),
        row.getString("match_status"));
  }

  JsonObject toJson() {
    return fields
        .toJson()
        .put("id", id.toString())
        .put("line_no", lineNo)
        .put("raw_line", rawLine)
        .put("parsed_sku", parsed.sku())
        .put("parsed_name", parsed.name())
        .put("parsed_qty", Decimals.moneyText(parsed.qty()))
        .put("parsed_unit_cost", Decimals.moneyText(parsed.unitCost()))
        .put("parsed_unit_price", Decimals.moneyText(parsed.unitPrice()))
        .put("match_status", matchStatus);
  }
}
