package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a programme says of a customer, and why.
 *
 * @param discounts of the cart's lines, in their order; 0.00 each unless eligible, none without a
 *     cart
 * @param checks in the order of the rule
 * @param reasons why not; none where the customer is eligible
 */
public record Evaluation(
    Program program, List<BigDecimal> discounts, List<Check> checks, Set<Reason> reasons) {

  /** Eligible ones first, then by discount and priority, the greatest first. */
  static final Comparator<Evaluation> BEST_FIRST =
      Comparator.comparing(Evaluation::isEligible)
          .thenComparing(Evaluation::discount)
          .thenComparing(evaluation -> evaluation.program().terms().priority())
          .reversed()
          .thenComparing(evaluation -> evaluation.program().terms().code());

  public Evaluation {
    discounts = List.copyOf(discounts);
    checks = List.copyOf(checks);
    reasons = reasons.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(reasons));
  }

  public boolean isEligible() {
    return reasons.isEmpty();
  }

  public BigDecimal discount() {
    return Decimals.sum(discounts);
  }

  public Funding fundedBy() {
    return program.definition().fundedBy();
  }

  /** Of the first condition that counts; without one, how many conditions hold. */
  String progress() {
    long standing = checks.stream().filter(Check::stands).count();
    return checks.stream()
        .filter(check -> check.condition().metric().isProgress())
        .filter(check -> check.condition().operator() != Operator.LTE)
        .findFirst()
        .map(Check::progress)
        .orElse(standing + "/" + checks.size());
  }

  JsonArray checksJson() {
    JsonArray rows = new JsonArray();
    checks.forEach(check -> rows.add(check.toJson()));
    return rows;
  }

  public JsonObject toJson() {
    JsonArray codes = new JsonArray();
    reasons.forEach(reason -> codes.add(reason.code()));
    return new JsonObject()
        .put("program", program.id().toString())
        .put("program_code", program.terms().code())
        .put("program_name", program.terms().name())
        .put("version", program.version())
        .put("eligible", isEligible())
        .put("discount_amount", Decimals.moneyText(discount()))
        .put("checks", checksJson())
        .put("progress", progress())
        .put("reasons", codes);
  }
}
