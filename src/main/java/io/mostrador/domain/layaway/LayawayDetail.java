package io.mostrador.domain.layaway;

import io.mostrador.domain.customers.Customer;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Revision;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * A layaway with all that the contract shows of it.
 *
 * @param creditBalance what the customer has with the store now
 * @param lines in the order they came in, as are payments and extensions
 */
record LayawayDetail(
    Layaway layaway,
    Customer customer,
    BigDecimal creditBalance,
    List<LayawayLine> lines,
    List<LayawayPayment> payments,
    List<LayawayExtension> extensions) {

  /** Lines, payments and extensions are still to come. */
  static LayawayDetail head(Row row) {
    return new LayawayDetail(
        Layaway.from(row),
        Customer.joined(row),
        row.getBigDecimal("customer_credit_balance"),
        List.of(),
        List.of(),
        List.of());
  }

  LayawayDetail with(
      List<LayawayLine> itsLines,
      List<LayawayPayment> itsPayments,
      List<LayawayExtension> itsExtensions) {
    return new LayawayDetail(
        layaway, customer, creditBalance, itsLines, itsPayments, itsExtensions);
  }

  /** The layaway's own; what the customer has with the store leaves it. */
  Revision revision() {
    return layaway.revision();
  }

  private BigDecimal depositAmount() {
    return Decimals.sum(
        payments.stream()
            .filter(payment -> payment.occasion() == LayawayPayment.Occasion.DEPOSIT)
            .map(LayawayPayment::amount)
            .toList());
  }

  JsonObject toJson(BusinessTime time) {
    String createdAt = time.text(layaway.createdAt());
    String total = Decimals.moneyText(layaway.totals().total());
    return new JsonObject()
        .put("id", layaway.id().toString())
        .put("customer", customer.toJson(time))
        .put("customer_name", customer.name())
        .put("customer_phone", customer.phone().text())
        .put("subtotal", Decimals.moneyText(layaway.totals().subtotal()))
        .put("total", total)
        .put("total_price", total)
        .put("amount_paid", Decimals.moneyText(layaway.amountPaid()))
        .put("balance_due", Decimals.moneyText(layaway.balanceDue()))
        .put("deposit_amount", Decimals.moneyText(depositAmount()))
        .put("customer_credit_balance", Decimals.moneyText(creditBalance))
        .put("expires_at", time.text(layaway.expiresAt()))
        .put("status", layaway.status().name())
        .put("notes", layaway.notes())
        .put(
            "settled_sale_id",
            layaway.settledSaleId() == null ? null : layaway.settledSaleId().toString())
        .put("created_by", layaway.createdBy())
        .put("created_at", createdAt)
        .put("updated_at", time.text(layaway.updatedAt()))
        .put("lines", array(lines, line -> line.toJson(createdAt)))
        .put("payments", array(payments, payment -> payment.toJson(time)))
        .put("extensions", array(extensions, extension -> extension.toJson(time)));
  }

  private static <T> JsonArray array(List<T> rows, Function<T, JsonObject> json) {
    JsonArray array = new JsonArray();
    rows.forEach(row -> array.add(json.apply(row)));
    return array;
  }
}
