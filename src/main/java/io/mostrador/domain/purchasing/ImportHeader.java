package io.mostrador.domain.purchasing;

import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people say of an invoice as a whole.
 *
 * @param subtotal what its lines have to add up to
 * @param tax none when it was not said
 */
record ImportHeader(
    UUID supplierId,
    UUID parserId,
    String rawText,
    @Nullable String invoiceNumber,
    @Nullable LocalDate invoiceDate,
    @Nullable BigDecimal subtotal,
    @Nullable BigDecimal tax,
    @Nullable BigDecimal total) {

  /** Of a new batch. */
  static ImportHeader of(JsonObject body) {
    return new ImportHeader(
        Request.id(body, "supplier"),
        Request.id(body, "parser"),
        body.getString("raw_text"),
        body.getString("invoice_number"),
        date(body),
        Request.amount(body, "subtotal"),
        Request.amount(body, "tax"),
        Request.amount(body, "total"));
  }

  /** Of a batch that is there: what was not sent stays. */
  static ImportHeader of(JsonObject body, ImportHeader now) {
    return new ImportHeader(
        body.containsKey("supplier") ? Request.id(body, "supplier") : now.supplierId(),
        body.containsKey("parser") ? Request.id(body, "parser") : now.parserId(),
        body.getString("raw_text", now.rawText()),
        body.containsKey("invoice_number") ? body.getString("invoice_number") : now.invoiceNumber(),
        body.containsKey("invoice_date") ? date(body) : now.invoiceDate(),
        body.containsKey("subtotal") ? Request.amount(body, "subtotal") : now.subtotal(),
        body.containsKey("tax") ? Request.amount(body, "tax") : now.tax(),
        body.containsKey("total") ? Request.amount(body, "total") : now.total());
  }

  private static @Nullable LocalDate date(JsonObject body) {
    String text = body.getString("invoice_date");
    return text == null ? null : LocalDate.parse(text);
  }
}
