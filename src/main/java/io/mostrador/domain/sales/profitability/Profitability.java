package io.mostrador.domain.sales.profitability;

import static java.util.stream.Collectors.groupingBy;

import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Spreading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * How the profit of a sale is worked out.
 *
 * <p>Revenue is what the customer pays, a promotion taken off; operating cost and commission are
 * what that revenue causes. Of a promotion that investor and store share nothing more is to be
 * said: both halves shrink with the profit. Of one that the store bears, the sale is worked out
 * once more as if there were no promotion: revenue and operating cost without it, the commission
 * that is really paid. What an investor gets there is what the investor gets; the store has the
 * rest of the real net profit, which may be a loss. So the shares add up to the net profit either
 * way.
 */
public final class Profitability {

  private Profitability() {}

  /**
   * Of a sale as it is about to be confirmed.
   *
   * @param lines in the sale's order, a product once
   * @param assignments oldest first; those of other products are left alone
   * @param cards the payments by card, and no others
   */
  public static Breakdown of(
      List<SoldLine> lines,
      List<Assignment> assignments,
      OperatingCostRate rate,
      List<CardAmount> cards) {
    refuseRepeatedProducts(lines);
    BigDecimal commission =
        Decimals.money(Decimals.sum(cards.stream().map(CardAmount::commission).toList()));
    Map<UUID, List<Assignment>> byProduct =
        assignments.stream().collect(groupingBy(Assignment::product));
    Breakdown real = of(lines, SoldLine::revenue, byProduct, rate, commission);
    return lines.stream().anyMatch(line -> line.promotion().isBornByStore())
        ? shared(real, of(lines, SoldLine::revenueForInvestors, byProduct, rate, commission))
        : real;
  }

  /** With the investors' shares of the other breakdown, which has the same chunks. */
  private static Breakdown shared(Breakdown real, Breakdown asIf) {
    List<Chunk> chunks = new ArrayList<>(real.chunks().size());
    for (int i = 0; i < real.chunks().size(); i++) {
      chunks.add(
          real.chunks().get(i).withInvestorShare(asIf.chunks().get(i).investorProfitShare()));
    }
    return new Breakdown(real.rate(), real.operatingCostAmount(), real.commissionAmount(), chunks);
  }

  private static Breakdown of(
      List<SoldLine> lines,
      Function<SoldLine, BigDecimal> revenue,
      Map<UUID, List<Assignment>> byProduct,
      OperatingCostRate rate,
      BigDecimal commission) {
    List<BigDecimal> revenues = lines.stream().map(revenue).toList();
    BigDecimal operatingCost = Decimals.money(Decimals.sum(revenues).multiply(rate.rate()));
    List<BigDecimal> operatingCosts = Spreading.spread(operatingCost, revenues);
    List<BigDecimal> commissions = Spreading.spread(commission, revenues);
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      SoldLine line = lines.get(i);
      List<Assignment> owned = byProduct.getOrDefault(line.product(), List.of());
      List<Portion> portions = Portion.fill(line, owned);
      chunks.addAll(chunks(portions, revenues.get(i), operatingCosts.get(i), commissions.get(i)));
    }
    return new Breakdown(rate, operatingCost, commission, chunks);
  }

  private static List<Chunk> chunks(
      List<Portion> portions, BigDecimal revenue, BigDecimal operatingCost, BigDecimal commission) {
    List<BigDecimal> quantities = portions.stream().map(Portion::qty).toList();
    List<BigDecimal> revenues = Spreading.spread(revenue, quantities);
    List<BigDecimal> operatingCosts = Spreading.spread(operatingCost, quantities);
    List<BigDecimal> commissions = Spreading.spread(commission, quantities);

    List<Chunk> chunks = new ArrayList<>(portions.size());
    for (int i = 0; i < portions.size(); i++) {
      chunks.add(
          portions.get(i).earning(revenues.get(i), operatingCosts.get(i), commissions.get(i)));
    }
    return chunks;
  }

  /** Each line would sell the same assignment once more. */
  private static void refuseRepeatedProducts(List<SoldLine> lines) {
    long products = lines.stream().map(SoldLine::product).distinct().count();
    if (products != lines.size()) {
      throw new IllegalArgumentException(lines.size() + " lines, " + products + " products");
    }
  }
}
