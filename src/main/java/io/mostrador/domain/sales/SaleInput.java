package io.mostrador.domain.sales;

import io.mostrador.domain.loyalty.Rewards;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a till sends to be sold, before any rule was asked.
 *
 * @param customerPhone empty without a customer
 * @param customerName empty to keep the stored one
 * @param promotion empty without one
 */
record SaleInput(
    List<Line> lines,
    List<PaymentInput> payments,
    Optional<String> customerPhone,
    Optional<String> customerName,
    Approval approval,
    Optional<Rewards.Promise> promotion) {

  /** One product and its terms; figures may make no sense yet. */
  record Line(
      UUID product,
      BigDecimal qty,
      BigDecimal unitPrice,
      BigDecimal unitCost,
      BigDecimal discountPct) {

    static Line of(JsonObject json) {
      BigDecimal discount = Request.amount(json, "discount_pct");
      return new Line(
          Request.id(json, "product"),
          Request.amount(json, "qty"),
          Request.amount(json, "unit_price"),
          Request.amount(json, "unit_cost"),
          discount == null ? Decimals.ZERO : discount);
    }
  }

  /** One payment as it was sent. */
  record PaymentInput(
      Payment.Method method,
      BigDecimal amount,
      @Nullable UUID cardPlanId,
      Optional<String> cardType) {

    static PaymentInput of(JsonObject json) {
      return new PaymentInput(
          Payment.Method.valueOf(json.getString("method")),
          Request.amount(json, "amount"),
          Request.id(json, "card_plan_id"),
          given(json, "card_type"));
    }
  }

  /** The administrator who lets a cashier discount more than usual. */
  record Approval(Optional<String> username, Optional<String> password, String reason) {}

  static SaleInput of(JsonObject body) {
    return new SaleInput(
        Request.objects(body, "lines").stream().map(Line::of).toList(),
        Request.objects(body, "payments").stream().map(PaymentInput::of).toList(),
        given(body, "customer_phone"),
        given(body, "customer_name"),
        new Approval(
            given(body, "override_admin_username"),
            given(body, "override_admin_password"),
            given(body, "override_reason").orElse("")),
        Optional.ofNullable(body.getJsonObject("promotion")).map(SaleInput::promise));
  }

  /** Fails with {@code invalid} on {@code promotion}: a draft carries none. */
  static SaleInput ofDraft(JsonObject body) {
    if (body.getValue("promotion") != null) {
      throw Failure.invalid("promotion", "Las promociones se usan al cobrar, no en un borrador.");
    }
    return of(body);
  }

  private static Rewards.Promise promise(JsonObject json) {
    return new Rewards.Promise(
        Request.id(json, "program"), Request.amount(json, "expected_discount"));
  }

  /** Empty text means that nothing was given. */
  private static Optional<String> given(JsonObject json, String field) {
    return Optional.ofNullable(json.getString(field)).filter(text -> !text.isEmpty());
  }

  List<UUID> products() {
    return lines.stream().map(Line::product).toList();
  }

  boolean isPaidBy(Payment.Method method) {
    return payments.stream().anyMatch(payment -> payment.method() == method);
  }
}
