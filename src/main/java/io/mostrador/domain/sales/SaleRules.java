package io.mostrador.domain.sales;

import io.mostrador.domain.sales.SaleInput.Line;
import io.mostrador.domain.sales.SaleInput.PaymentInput;
import io.mostrador.domain.sales.profitability.SaleTotals;
import io.mostrador.domain.sales.profitability.SoldLine;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What makes a sale one that can be sold; pure. The first fault answers, naming its field. */
public final class SaleRules {

  private static final BigDecimal CASHIERS_DISCOUNT_PCT = BigDecimal.TEN;

  private SaleRules() {}

  /** Fails with {@code invalid} on {@code lines} or on the figure that makes no sense. */
  static List<SoldLine> lines(List<Line> lines) {
    if (lines.isEmpty()) {
      throw Failure.invalid("lines", "Agrega al menos un producto.");
    }
    Set<UUID> products = new HashSet<>();
    for (Line line : lines) {
      check(line);
      if (!products.add(line.product())) {
        throw Failure.invalid("lines", "Un producto no puede repetirse en la venta.");
      }
    }
    return lines.stream().map(SaleRules::sold).toList();
  }

  private static void check(Line line) {
    if (line.qty().signum() <= 0) {
      throw Failure.invalid("qty", "La cantidad debe ser mayor que cero.");
    }
    if (line.unitPrice().signum() < 0) {
      throw Failure.invalid("unit_price", "El precio no puede ser negativo.");
    }
    if (line.unitCost().signum() < 0) {
      throw Failure.invalid("unit_cost", "El costo no puede ser negativo.");
    }
    if (line.discountPct().signum() < 0 || line.discountPct().compareTo(Decimals.HUNDRED) > 0) {
      throw Failure.invalid("discount_pct", "El descuento debe estar entre 0 y 100.");
    }
  }

  private static SoldLine sold(Line line) {
    return new SoldLine(
        line.product(), line.qty(), line.unitPrice(), line.unitCost(), line.discountPct());
  }

  /** Whether a cashier needs an administrator for these discounts. */
  static boolean needsOverride(List<SoldLine> lines) {
    return lines.stream().anyMatch(line -> line.discountPct().compareTo(CASHIERS_DISCOUNT_PCT) > 0);
  }

  /** Fails with {@code invalid} on {@code lines} when the figures are too large to be kept. */
  static SaleTotals totals(List<SoldLine> lines) {
    SaleTotals totals = SaleTotals.ofSale(lines);
    if (!Decimals.isStorable(totals.subtotal())) {
      throw Failure.invalid("lines", "El total de la venta es demasiado grande.");
    }
    return totals;
  }

  /**
   * Each payment with its plan; fails with {@code invalid} on {@code payments}, {@code amount},
   * {@code card_type} or {@code card_plan_id}.
   *
   * @param plans the active ones
   * @param total what the payments have to add up to
   */
  static List<Payment> payments(
      List<PaymentInput> payments, List<CardPlan> plans, BigDecimal total) {
    if (payments.isEmpty()) {
      throw Failure.invalid("payments", "Agrega al menos un pago.");
    }
    List<Payment> checked = payments.stream().map(payment -> payment(payment, plans)).toList();
    BigDecimal sum = Decimals.sum(checked.stream().map(Payment::amount).toList());
    if (sum.compareTo(total) != 0) {
      throw Failure.invalid(
          "payments", "Los pagos suman %s y el total es %s.".formatted(sum, total));
    }
    return checked;
  }

  private static Payment payment(PaymentInput payment, List<CardPlan> plans) {
    if (payment.amount().signum() <= 0) {
      throw Failure.invalid("amount", "El monto debe ser mayor que cero.");
    }
    if (payment.method() == Payment.Method.CARD) {
      CardPlan plan = plan(payment, plans);
      return Payment.of(payment.method(), payment.amount(), Payment.Card.of(plan));
    }
    if (payment.cardPlanId() != null) {
      throw Failure.invalid("card_plan_id", "Solo los pagos con tarjeta llevan plan.");
    }
    if (payment.cardType().isPresent()) {
      throw Failure.invalid("card_type", "Solo los pagos con tarjeta llevan tipo de tarjeta.");
    }
    return Payment.of(payment.method(), payment.amount(), null);
  }

  private static CardPlan plan(PaymentInput payment, List<CardPlan> plans) {
    if (payment.cardPlanId() == null) {
      return payment
          .cardType()
          .flatMap(code -> plans.stream().filter(plan -> plan.code().equals(code)).findFirst())
          .orElseThrow(() -> Failure.invalid("card_type", "Elige un plan de tarjeta."));
    }
    CardPlan plan = planById(payment.cardPlanId(), plans);
    String type = Payment.Card.of(plan).type();
    Optional<String> contradicting =
        payment.cardType().filter(sent -> type != null && !sent.equals(type));
    if (contradicting.isPresent()) {
      throw Failure.invalid("card_type", "El tipo de tarjeta no corresponde al plan.");
    }
    return plan;
  }

  /** Fails with {@code invalid} on {@code card_plan_id}. */
  public static CardPlan planById(UUID id, List<CardPlan> plans) {
    return plans.stream()
        .filter(plan -> plan.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Failure.invalid("card_plan_id", "El plan no existe o no está activo."));
  }
}
