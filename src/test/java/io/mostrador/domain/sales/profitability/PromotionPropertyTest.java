package io.mostrador.domain.sales.profitability;

import static io.mostrador.domain.sales.profitability.SalesOnPaper.hundredths;
import static io.mostrador.domain.sales.profitability.SalesOnPaper.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PromotionPropertyTest {

  private static final int PRODUCTS = 4;

  /**
   * A sale, the part of each line that a promotion takes off, and half of it in investors' hands.
   *
   * @param parts in thousandths
   */
  record Promoted(
      List<SoldLine> lines,
      List<Integer> parts,
      List<Assignment> assignments,
      List<CardAmount> cards) {

    List<SoldLine> funded(boolean byStore) {
      List<SoldLine> promoted = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        BigDecimal discount =
            lines
                .get(i)
                .revenue()
                .multiply(BigDecimal.valueOf(parts.get(i), 3))
                .setScale(2, java.math.RoundingMode.DOWN);
        promoted.add(lines.get(i).with(new Promotion(discount, byStore)));
      }
      return promoted;
    }

    Breakdown breakdown(List<SoldLine> sold) {
      return Profitability.of(sold, assignments, SalesOnPaper.FALLBACK_RATE, cards);
    }
  }

  @Property
  void shares_add_up_with_both_fundings(@ForAll("promoted") Promoted sale) {
    for (boolean byStore : List.of(true, false)) {
      List<SoldLine> sold = sale.funded(byStore);
      Breakdown breakdown = sale.breakdown(sold);
      for (Chunk chunk : breakdown.chunks()) {
        assertThat(chunk.investorProfitShare()).isNotNegative();
        assertThat(chunk.investorProfitShare().add(chunk.storeProfitShare()))
            .isEqualTo(chunk.lineNetProfit());
      }
      assertThat(breakdown.investorProfitTotal().add(breakdown.storeProfitTotal()))
          .isEqualTo(breakdown.netProfitTotal());
      assertThat(Decimals.sum(breakdown.chunks().stream().map(Chunk::lineRevenue).toList()))
          .isEqualTo(Decimals.sum(sold.stream().map(SoldLine::revenue).toList()));
    }
  }

  @Property
  void a_promotion_that_the_store_bears_leaves_investors_what_they_would_have_had(
      @ForAll("promoted") Promoted sale) {
    Breakdown without = sale.breakdown(sale.lines());
    Breakdown borne = sale.breakdown(sale.funded(true));

    assertThat(borne.chunks()).hasSameSizeAs(without.chunks());
    for (int i = 0; i < borne.chunks().size(); i++) {
      assertThat(borne.chunks().get(i).investorProfitShare())
          .isEqualTo(without.chunks().get(i).investorProfitShare());
    }
  }

  @Property
  void both_fundings_earn_the_same_in_all(@ForAll("promoted") Promoted sale) {
    Breakdown shared = sale.breakdown(sale.funded(false));
    Breakdown borne = sale.breakdown(sale.funded(true));

    assertThat(borne.netProfitTotal()).isEqualTo(shared.netProfitTotal());
    assertThat(borne.operatingCostAmount()).isEqualTo(shared.operatingCostAmount());
  }

  @Provide
  Arbitrary<Promoted> promoted() {
    Arbitrary<SoldLine> line =
        Combinators.combine(
                Arbitraries.integers().between(1, PRODUCTS),
                amounts(1, 10_00),
                amounts(1, 5_000_00),
                amounts(0, 3_000_00),
                amounts(0, 90_00))
            .as(
                (product, qty, price, cost, pct) ->
                    new SoldLine(id(product), qty, price, cost, pct));
    Arbitrary<List<Assignment>> assignments =
        Combinators.combine(
                Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(1, PRODUCTS),
                amounts(0, 5_00),
                amounts(0, 4_000_00))
            .as(
                (investor, product, unsold, cost) ->
                    new Assignment(
                        java.util.UUID.randomUUID(), id(investor), id(product), unsold, cost))
            .list()
            .ofMaxSize(6);
    Arbitrary<List<CardAmount>> cards =
        amounts(1, 5_000_00)
            .map(amount -> new CardAmount(amount, new BigDecimal("0.0200")))
            .list()
            .ofMaxSize(2);
    return Combinators.combine(
            line.list().uniqueElements(SoldLine::product).ofMinSize(1).ofMaxSize(PRODUCTS),
            Arbitraries.integers().between(0, 1000).list().ofSize(PRODUCTS),
            assignments,
            cards)
        .as(Promoted::new);
  }

  private static Arbitrary<BigDecimal> amounts(long smallest, long largest) {
    return Arbitraries.longs().between(smallest, largest).map(value -> hundredths(value));
  }
}
