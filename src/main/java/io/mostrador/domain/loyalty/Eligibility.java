package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is rewarded with how much: pure, so that what was decided can be decided again.
 *
 * @param maxPct of a line, together with a manual discount on the cart
 */
record Eligibility(LocalDate today, BigDecimal maxPct) {

  /**
   * @param history read for the windows of the programme's rule
   * @param cart empty to ask the history alone
   */
  Evaluation of(Program program, History history, Optional<Cart> cart) {
    BigDecimal total = cart.map(Cart::total).orElse(null);
    List<Check> checks =
        program.definition().rule().all().stream()
            .map(condition -> condition.judge(history, total, today))
            .toList();
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    when(program).ifPresent(reasons::add);
    checks.forEach(check -> check.fault().ifPresent(reasons::add));
    if (!program.definition().limits().hasSlotFor(program.uses())) {
      reasons.add(Reason.LIMIT_USED);
    }
    List<BigDecimal> discounts =
        cart.map(each -> discounts(program, each, reasons))
            .orElseGet(() -> afford(program, reasons));
    return new Evaluation(program, discounts, checks, reasons);
  }

  private Optional<Reason> when(Program program) {
    Program.Terms terms = program.terms();
    boolean isOver =
        program.status() == Program.Status.ENDED
            || (terms.validTo() != null && terms.validTo().isBefore(today));
    if (isOver) {
      return Optional.of(Reason.ENDED);
    }
    if (program.status() != Program.Status.ACTIVE) {
      return Optional.of(Reason.NOT_ACTIVE);
    }
    return terms.validFrom() != null && terms.validFrom().isAfter(today)
        ? Optional.of(Reason.NOT_STARTED)
        : Optional.empty();
  }

  private static List<BigDecimal> afford(Program program, Set<Reason> reasons) {
    if (!program.definition().limits().canPay(null, program.uses())) {
      reasons.add(Reason.BUDGET_USED);
    }
    return List.of();
  }

  private List<BigDecimal> discounts(Program program, Cart cart, Set<Reason> reasons) {
    Definition definition = program.definition();
    Benefit.Offer offer = definition.benefit().offer(cart, maxPct);
    if (cart.hasManualDiscount() && !program.terms().stackWithManual()) {
      reasons.add(Reason.NOT_STACKABLE);
    } else if (!offer.hasRoom()) {
      boolean isFull = cart.hasManualDiscount() && definition.benefit().isForAny(cart);
      reasons.add(isFull ? Reason.NOT_STACKABLE : Reason.NO_ELIGIBLE_LINES);
    }
    if (!definition.limits().canPay(offer.discount(), program.uses())) {
      reasons.add(Reason.BUDGET_USED);
    }
    return reasons.isEmpty()
        ? offer.discounts()
        : offer.discounts().stream().map(discount -> Decimals.ZERO).toList();
  }
}
