package io.mostrador.domain.sales;

import io.mostrador.domain.sales.profitability.Breakdown;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A sale with all that the contract shows of it.
 *
 * @param customer empty without a customer
 * @param breakdown empty until it is confirmed
 */
public record SaleDetail(
    Sale sale,
    List<SaleLine> lines,
    List<Payment> payments,
    Optional<CustomerSummary> customer,
    Optional<Breakdown> breakdown) {

  public JsonObject toJson(BusinessTime time) {
    JsonArray lineRows = new JsonArray();
    lines.forEach(line -> lineRows.add(line.toJson()));
    JsonArray paymentRows = new JsonArray();
    payments.forEach(payment -> paymentRows.add(payment.toJson()));
    return new JsonObject()
        .put("id", sale.id().toString())
        .put("cashier", sale.cashierId())
        .put("cashier_username", sale.cashierUsername())
        .put("status", sale.status().name())
        .put("subtotal", Decimals.moneyText(sale.totals().subtotal()))
        .put("discount_amount", Decimals.moneyText(sale.totals().discountAmount()))
        .put("total", Decimals.moneyText(sale.total()))
        .put("confirmed_at", time.text(sale.confirmedAt()))
        .put("voided_at", time.text(sale.voidedAt()))
        .put("created_at", time.text(sale.createdAt()))
        .put("lines", lineRows)
        .put("payments", paymentRows)
        .put("customer_summary", customer.map(CustomerSummary::toJson).orElse(null))
        .put("profitability_breakdown", breakdown.map(Breakdown::toJson).orElse(null));
  }
}
