package io.mostrador.domain.sales.profitability;

import static java.util.stream.Collectors.groupingBy;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How the profit of a sale is worked out. */
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
    List<BigDecimal> revenues = lines.stream().map(SoldLine::revenue).toList();
    BigDecimal operatingCost = Decimals.money(Decimals.sum(revenues).multiply(rate.rate()));
    BigDecimal commission =
        Decimals.money(Decimals.sum(cards.stream().map(CardAmount::commission).toList()));
    List<BigDecimal> operatingCosts = Spreading.spread(operatingCost, revenues);
    List<BigDecimal> commissions = Spreading.spread(commission, revenues);
    Map<UUID, List<Assignment>> byProduct =
        assignments.stream().collect(groupingBy(Assignment::product));

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
