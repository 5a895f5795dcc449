package io.mostrador.domain.purchasing;

import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A receipt as somebody types it in. */
final class ReceiptBody {

  private ReceiptBody() {}

  /** Totals as sent, else as the lines make them; fails with {@code invalid} on {@code lines}. */
  static NewReceipt read(JsonObject body) {
    List<NewReceipt.Line> lines =
        Request.objects(body, "lines").stream().map(ReceiptBody::line).toList();
    long products = lines.stream().map(NewReceipt.Line::productId).distinct().count();
    if (products < lines.size()) {
      throw Failure.invalid("lines", "Un producto aparece más de una vez.");
    }
    String invoiceDate = body.getString("invoice_date");
    return new NewReceipt(
        UUID.fromString(body.getString("supplier")),
        body.getString("invoice_number"),
        invoiceDate == null ? null : LocalDate.parse(invoiceDate),
        false,
        totals(body, lines),
        null,
        lines);
  }

  private static NewReceipt.Line line(JsonObject line) {
    return new NewReceipt.Line(
        Request.id(line, "product"),
        Request.amount(line, "qty"),
        Request.amount(line, "unit_cost"),
        Request.amount(line, "unit_price"));
  }

  private static Totals totals(JsonObject body, List<NewReceipt.Line> lines) {
    BigDecimal subtotal =
        orElse(
            Request.amount(body, "subtotal"),
            Decimals.money(
                Decimals.sum(
                    lines.stream().map(line -> line.qty().multiply(line.unitCost())).toList())));
    BigDecimal tax = orElse(Request.amount(body, "tax"), Decimals.ZERO);
    return new Totals(subtotal, tax, orElse(Request.amount(body, "total"), subtotal.add(tax)));
  }

  private static BigDecimal orElse(BigDecimal sent, BigDecimal computed) {
    return sent == null ? computed : sent;
  }

  /**
   * Fails with {@code invalid} on {@code lines}, nested.
   *
   * @param unknown positions from 1
   */
  static void refuseUnknown(List<NewReceipt.Line> lines, List<Integer> unknown) {
    if (unknown.isEmpty()) {
      return;
    }
    JsonArray faults = new JsonArray();
    for (int position = 1; position <= lines.size(); position++) {
      JsonObject fault = new JsonObject();
      faults.add(
          unknown.contains(position)
              ? fault.put("product", new JsonArray().add("El producto no existe."))
              : fault);
    }
    throw Failure.invalid(new JsonObject().put("lines", faults));
  }
}
