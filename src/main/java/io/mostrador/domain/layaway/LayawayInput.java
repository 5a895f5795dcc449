package io.mostrador.domain.layaway;

import io.mostrador.domain.customers.Phone;
import io.mostrador.domain.sales.Payment;
import io.mostrador.kernel.Decimals;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a till sends to put goods aside, before any rule was asked. */
record LayawayInput(
    CustomerInput customer,
    List<LineInput> lines,
    List<PaymentInput> deposits,
    OffsetDateTime expiresAt,
    String notes) {

  /**
   * Whose goods they are.
   *
   * @param notes null keeps what is known of the customer
   */
  record CustomerInput(Phone phone, String name, @Nullable String notes) {

    static CustomerInput of(JsonObject json) {
      return new CustomerInput(
          Phone.of(json.getString("phone")), json.getString("name"), json.getString("notes"));
    }
  }

  /** One product and its terms; figures may make no sense yet. */
  record LineInput(
      UUID product,
      BigDecimal qty,
      BigDecimal unitPrice,
      BigDecimal unitCost,
      BigDecimal discountPct) {

    static LineInput of(JsonObject json) {
      return new LineInput(
          Request.id(json, "product"),
          Request.amount(json, "qty"),
          Request.amount(json, "unit_price"),
          orZero(Request.amount(json, "unit_cost")),
          orZero(Request.amount(json, "discount_pct")));
    }

    private static BigDecimal orZero(BigDecimal amount) {
      return amount == null ? Decimals.ZERO : amount;
    }
  }

  /** One payment as it was sent; cash unless told. */
  record PaymentInput(Payment.Method method, BigDecimal amount, @Nullable UUID cardPlanId) {

    static List<PaymentInput> list(JsonObject body, String field) {
      return Request.objects(body, field).stream().map(PaymentInput::of).toList();
    }

    private static PaymentInput of(JsonObject json) {
      return new PaymentInput(
          Optional.ofNullable(json.getString("method"))
              .map(Payment.Method::valueOf)
              .orElse(Payment.Method.CASH),
          Request.amount(json, "amount"),
          Request.id(json, "card_plan_id"));
    }
  }

  static LayawayInput of(JsonObject body) {
    return new LayawayInput(
        CustomerInput.of(body.getJsonObject("customer")),
        Request.objects(body, "lines").stream().map(LineInput::of).toList(),
        PaymentInput.list(body, "deposit_payments"),
        OffsetDateTime.parse(body.getString("expires_at")),
        Optional.ofNullable(body.getString("notes")).orElse(""));
  }

  List<UUID> products() {
    return lines.stream().map(LineInput::product).toList();
  }
}
