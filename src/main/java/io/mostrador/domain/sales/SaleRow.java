package io.mostrador.domain.sales;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sale as the list shows it.
 *
 * @param customerName null without a customer
 * @param customerPhone null without a customer
 * @param voidReason null unless it is void
 */
record SaleRow(
    Sale sale,
    @Nullable String customerName,
    @Nullable String customerPhone,
    @Nullable String voidReason,
    List<Payment> payments) {

  SaleRow with(List<Payment> itsPayments) {
    return new SaleRow(sale, customerName, customerPhone, voidReason, itsPayments);
  }

  /**
   * @param reader who asks: the row says whether that user may void the sale now
   */
  JsonObject toJson(BusinessTime time, Actor reader) {
    JsonObject json =
        new JsonObject()
            .put("id", sale.id().toString())
            .put("status", sale.status().name())
            .put("total", Decimals.moneyText(sale.total()))
            .put("created_at", time.text(sale.createdAt()))
            .put("confirmed_at", time.text(sale.confirmedAt()))
            .put("voided_at", time.text(sale.voidedAt()))
            .put("cashier", sale.cashierId())
            .put("cashier_username", sale.cashierUsername());
    if (customerName != null) {
      json.put("customer_name", customerName).put("customer_phone", customerPhone);
    }
    JsonArray summaries = new JsonArray();
    payments.forEach(payment -> summaries.add(payment.summary()));
    boolean canVoid =
        sale.status() == Sale.Status.CONFIRMED
            && Voids.mayVoid(reader, sale.cashierId(), sale.confirmedAt(), time.now());
    return json.put("payments", summaries).put("void_reason", voidReason).put("can_void", canVoid);
  }
}
