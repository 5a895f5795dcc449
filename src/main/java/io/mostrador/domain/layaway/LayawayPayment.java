package io.mostrador.domain.layaway;

import io.mostrador.domain.sales.Payment;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** A deposit or a later payment, as it was taken. */
record LayawayPayment(
    UUID layawayId, Payment payment, Occasion occasion, OffsetDateTime createdAt) {

  /** When a payment was taken; its text is the payment's {@code reference_type}. */
  enum Occasion {
    DEPOSIT("layaway_create"),
    INSTALMENT("layaway_payment");

    private final String text;

    Occasion(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    static Occasion of(String text) {
      return text.equals(DEPOSIT.text) ? DEPOSIT : INSTALMENT;
    }
  }

  static LayawayPayment from(Row row) {
    Payment.Method method = Payment.Method.valueOf(row.getString("method"));
    Payment.Card card = method == Payment.Method.CARD ? card(row) : null;
    return new LayawayPayment(
        row.getUUID("layaway_id"),
        new Payment(row.getUUID("id"), method, row.getBigDecimal("amount"), card),
        Occasion.of(row.getString("reference_type")),
        row.getOffsetDateTime("created_at"));
  }

  private static Payment.Card card(Row row) {
    return new Payment.Card(
        null,
        row.getBigDecimal("commission_rate"),
        row.getString("card_plan_code"),
        row.getString("card_plan_label"),
        row.getInteger("installments_months"),
        row.getString("card_instrument"),
        row.getString("card_type"));
  }

  BigDecimal amount() {
    return payment.amount();
  }

  /** The same payment as one of the sale that the layaway becomes. */
  Payment ofSale() {
    return Payment.of(payment.method(), payment.amount(), payment.card());
  }

  JsonObject toJson(BusinessTime time) {
    Optional<Payment.Card> card = Optional.ofNullable(payment.card());
    return new JsonObject()
        .put("id", payment.id().toString())
        .put("method", payment.method().name())
        .put("amount", Decimals.moneyText(payment.amount()))
        .put("card_type", card.map(Payment.Card::type).orElse(""))
        .put("card_instrument", card.map(Payment.Card::instrument).orElse(""))
        .put("card_plan_code", card.map(Payment.Card::planCode).orElse(""))
        .put("card_plan_label", card.map(Payment.Card::planLabel).orElse(""))
        .put("installments_months", card.map(Payment.Card::installmentsMonths).orElse(0))
        .put("commission_rate", Decimals.text(card.map(Payment.Card::commissionRate).orElse(null)))
        .put("reference_type", occasion.text())
        .put("reference_id", layawayId.toString())
        .put("created_at", time.text(createdAt));
  }
}
