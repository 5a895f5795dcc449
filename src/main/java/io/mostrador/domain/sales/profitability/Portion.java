package io.mostrador.domain.sales.profitability;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units of a line from one owner, before they have a share of its revenue and costs.
 *
 * @param assignment where they are taken from; null for the store's own
 */
record Portion(SoldLine line, @Nullable Assignment assignment, BigDecimal qty) {

  private static final BigDecimal INVESTOR_PART = new BigDecimal("0.50");

  /**
   * Fills a line: investors first, up to their unsold units, then the store.
   *
   * @param assignments of the line's product, oldest first
   */
  static List<Portion> fill(SoldLine line, List<Assignment> assignments) {
    List<Portion> portions = new ArrayList<>();
    BigDecimal missing = line.qty();
    for (Assignment assignment : assignments) {
      BigDecimal taken = missing.min(assignment.unsold());
      if (taken.signum() > 0) {
        portions.add(new Portion(line, assignment, taken));
        missing = missing.subtract(taken);
      }
    }
    if (missing.signum() > 0) {
      portions.add(new Portion(line, null, missing));
    }
    return portions;
  }

  Chunk earning(BigDecimal revenue, BigDecimal operatingCost, BigDecimal commission) {
    BigDecimal cogs = Decimals.money(qty.multiply(unitCost()));
    BigDecimal netProfit = revenue.subtract(cogs).subtract(operatingCost).subtract(commission);
    return new Chunk(
        line.product(),
        assignment == null ? null : assignment.investor(),
        assignment == null ? null : assignment.id(),
        qty,
        revenue,
        cogs,
        operatingCost,
        commission,
        assignment == null ? Decimals.ZERO : investorShare(netProfit));
  }

  private BigDecimal unitCost() {
    return assignment == null ? line.unitCost() : assignment.unitCost();
  }

  private static BigDecimal investorShare(BigDecimal netProfit) {
    return Decimals.money(netProfit.multiply(INVESTOR_PART)).max(Decimals.ZERO);
  }
}
