package io.mostrador.domain.layaway;

import io.mostrador.domain.layaway.LayawayInput.LineInput;
import io.mostrador.domain.layaway.LayawayInput.PaymentInput;
import io.mostrador.domain.sales.CardPlan;
import io.mostrador.domain.sales.Payment;
import io.mostrador.domain.sales.profitability.SaleTotals;
import io.mostrador.domain.sales.profitability.SoldLine;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What makes a layaway one that can be begun or paid; pure. The first fault answers. */
final class LayawayRules {

  static final String LINES = "lines";
  static final String DEPOSITS = "deposit_payments";
  static final String PAYMENTS = "payments";
  static final String EXPIRES_AT = "expires_at";

  private LayawayRules() {}

  /** Fails with {@code invalid} on {@code lines}, nested, when a product is not known. */
  static void requireKnown(List<UUID> products, Set<UUID> known) {
    if (known.containsAll(products)) {
      return;
    }
    JsonArray faults = new JsonArray();
    for (UUID product : products) {
      JsonArray message = new JsonArray().add("El producto no existe.");
      faults.add(
          known.contains(product) ? new JsonObject() : new JsonObject().put("product", message));
    }
    throw Failure.invalid(new JsonObject().put(LINES, faults));
  }

  /** Fails with {@code invalid} on {@code lines}. */
  static List<SoldLine> lines(List<LineInput> lines) {
    if (lines.isEmpty()) {
      throw Failure.invalid(LINES, "Agrega al menos un producto.");
    }
    Set<UUID> products = new HashSet<>();
    for (LineInput line : lines) {
      check(line);
      if (!products.add(line.product())) {
        throw Failure.invalid(LINES, "Un producto no puede repetirse en el apartado.");
      }
    }
    return lines.stream().map(LayawayRules::sold).toList();
  }

  private static void check(LineInput line) {
    if (line.qty().signum() <= 0) {
      throw Failure.invalid(LINES, "La cantidad debe ser mayor que cero.");
    }
    if (line.unitPrice().signum() < 0) {
      throw Failure.invalid(LINES, "El precio no puede ser negativo.");
    }
    if (line.unitCost().signum() < 0) {
      throw Failure.invalid(LINES, "El costo no puede ser negativo.");
    }
    if (line.discountPct().signum() < 0 || line.discountPct().compareTo(Decimals.HUNDRED) > 0) {
      throw Failure.invalid(LINES, "El descuento debe estar entre 0 y 100.");
    }
  }

  private static SoldLine sold(LineInput line) {
    return new SoldLine(
        line.product(), line.qty(), line.unitPrice(), line.unitCost(), line.discountPct());
  }

  /**
   * Fails with {@code invalid} on {@code lines} when the figures are too large to be kept: now, or
   * when the layaway becomes a sale.
   */
  static SaleTotals totals(List<SoldLine> lines) {
    SaleTotals totals = SaleTotals.ofLayaway(lines);
    BigDecimal cost =
        Decimals.sum(lines.stream().map(line -> line.qty().multiply(line.unitCost())).toList());
    if (!Decimals.isStorable(totals.subtotal()) || !Decimals.isStorable(cost)) {
      throw Failure.invalid(LINES, "El total del apartado es demasiado grande.");
    }
    return totals;
  }

  /** Fails with {@code invalid} on {@code expires_at} unless it is later than now. */
  static void requireFuture(OffsetDateTime expiresAt, OffsetDateTime now) {
    if (!expiresAt.isAfter(now)) {
      throw Failure.invalid(EXPIRES_AT, "El vencimiento debe ser posterior a este momento.");
    }
  }

  /**
   * Each payment with its plan; fails with {@code invalid} on {@code field}.
   *
   * @param plans the active ones
   */
  static List<Payment> payments(String field, List<PaymentInput> payments, List<CardPlan> plans) {
    return payments.stream().map(payment -> payment(field, payment, plans)).toList();
  }

  private static Payment payment(String field, PaymentInput payment, List<CardPlan> plans) {
    if (payment.amount().signum() <= 0) {
      throw Failure.invalid(field, "El monto debe ser mayor que cero.");
    }
    if (payment.method() == Payment.Method.CARD) {
      return Payment.of(
          payment.method(), payment.amount(), Payment.Card.of(plan(field, payment, plans)));
    }
    if (payment.cardPlanId() != null) {
      throw Failure.invalid(field, "Solo los pagos con tarjeta llevan plan.");
    }
    return Payment.of(payment.method(), payment.amount(), null);
  }

  private static CardPlan plan(String field, PaymentInput payment, List<CardPlan> plans) {
    return plans.stream()
        .filter(plan -> plan.id().equals(payment.cardPlanId()))
        .findFirst()
        .orElseThrow(() -> Failure.invalid(field, "Elige un plan de tarjeta activo."));
  }

  /** Fails with {@code invalid} on {@code payments} when there are none. */
  static void requireSome(String field, List<PaymentInput> payments) {
    if (payments.isEmpty()) {
      throw Failure.invalid(field, "Agrega al menos un pago.");
    }
  }

  /** Fails with {@code invalid} on {@code deposit_payments}. */
  static void checkDeposits(List<Payment> deposits, BigDecimal total) {
    if (credit(deposits).signum() > 0) {
      throw Failure.invalid(DEPOSITS, "El anticipo no puede pagarse con crédito de la tienda.");
    }
    BigDecimal sum = sum(deposits);
    if (sum.compareTo(total) > 0) {
      throw Failure.invalid(
          DEPOSITS, "El anticipo de %s es mayor que el total de %s.".formatted(sum, total));
    }
  }

  static BigDecimal sum(List<Payment> payments) {
    return Decimals.sum(payments.stream().map(Payment::amount).toList());
  }

  /** How much of the payments is store credit. */
  static BigDecimal credit(List<Payment> payments) {
    return sum(
        payments.stream()
            .filter(payment -> payment.method() == Payment.Method.CUSTOMER_CREDIT)
            .toList());
  }

  /** Fails with {@code invalid_payment} when the payments are more than is due. */
  static void requireAtMost(BigDecimal due, BigDecimal paid) {
    if (paid.compareTo(due) > 0) {
      throw Failure.refused(
          "invalid_payment", "Los pagos suman %s y el saldo es %s.".formatted(paid, due));
    }
  }

  /** Fails with {@code invalid_payment} unless the payments are what is due. */
  static void requireAll(BigDecimal due, BigDecimal paid) {
    if (paid.compareTo(due) != 0) {
      throw Failure.refused(
          "invalid_payment", "Para liquidar se debe pagar el saldo de %s.".formatted(due));
    }
  }
}
