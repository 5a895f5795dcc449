package io.mostrador.domain.sales.profitability;

import static io.mostrador.domain.sales.profitability.SalesOnPaper.hundredths;
import static io.mostrador.domain.sales.profitability.SalesOnPaper.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ProfitabilityPropertyTest {

  private static final int PRODUCTS = 5;

  /** Everything that enters into a breakdown. */
  record Sale(
      List<SoldLine> lines,
      List<Assignment> assignments,
      OperatingCostRate rate,
      List<CardAmount> cards) {

    Breakdown breakdown() {
      return Profitability.of(lines, assignments, rate, cards);
    }

    BigDecimal revenue() {
      return Decimals.sum(lines.stream().map(SoldLine::revenue).toList());
    }
  }

  @Property
  void each_line_is_sold_and_earned_exactly_once(@ForAll("sales") Sale sale) {
    Breakdown breakdown = sale.breakdown();

    for (SoldLine line : sale.lines()) {
      List<Chunk> chunks =
          breakdown.chunks().stream().filter(of -> of.product().equals(line.product())).toList();
      assertThat(sum(chunks, Chunk::qty)).isEqualByComparingTo(line.qty());
      assertThat(sum(chunks, Chunk::lineRevenue)).isEqualTo(line.revenue());
    }
  }

  @Property
  void no_cent_of_the_sales_costs_is_lost_or_made_up(@ForAll("sales") Sale sale) {
    Breakdown breakdown = sale.breakdown();
    boolean bearable = sale.revenue().signum() > 0;

    assertThat(sum(breakdown.chunks(), Chunk::lineOperatingCost))
        .isEqualTo(breakdown.operatingCostAmount());
    assertThat(sum(breakdown.chunks(), Chunk::lineCommissionCost))
        .isEqualTo(bearable ? breakdown.commissionAmount() : Decimals.ZERO);
  }

  @Property
  void an_assignment_gives_what_it_has_before_a_younger_one_or_the_store_gives_any(
      @ForAll("sales") Sale sale) {
    Breakdown breakdown = sale.breakdown();

    for (SoldLine line : sale.lines()) {
      BigDecimal missing = line.qty();
      for (Assignment assignment : sale.assignments()) {
        if (assignment.product().equals(line.product())) {
          BigDecimal sold = sold(breakdown, assignment);
          assertThat(sold).isEqualByComparingTo(missing.min(assignment.unsold()));
          missing = missing.subtract(sold);
        }
      }
    }
  }

  @Property
  void profit_is_shared_without_a_rest_and_no_investor_pays_for_a_loss(@ForAll("sales") Sale sale) {
    Breakdown breakdown = sale.breakdown();

    for (Chunk chunk : breakdown.chunks()) {
      assertThat(chunk.investorProfitShare()).isNotNegative();
      assertThat(chunk.investorProfitShare().add(chunk.storeProfitShare()))
          .isEqualTo(chunk.lineNetProfit());
      if (chunk.lineNetProfit().signum() < 0) {
        assertThat(chunk.storeProfitShare()).isEqualTo(chunk.lineNetProfit());
      }
    }
    assertThat(breakdown.investorProfitTotal().add(breakdown.storeProfitTotal()))
        .isEqualTo(breakdown.netProfitTotal());
    assertThat(breakdown.grossProfitTotal().subtract(breakdown.netProfitTotal()))
        .isEqualTo(
            sum(breakdown.chunks(), Chunk::lineOperatingCost)
                .add(sum(breakdown.chunks(), Chunk::lineCommissionCost)));
  }

  @Property
  void the_ledger_is_told_of_every_investors_unit_and_nothing_else(@ForAll("sales") Sale sale) {
    Breakdown breakdown = sale.breakdown();
    List<LedgerPosting> postings = breakdown.ledgerPostings();

    assertThat(postings).extracting(LedgerPosting::assignment).doesNotHaveDuplicates();
    assertThat(Decimals.sum(postings.stream().map(LedgerPosting::profitShare).toList()))
        .isEqualTo(breakdown.investorProfitTotal());
    for (LedgerPosting posting : postings) {
      Assignment assignment =
          sale.assignments().stream()
              .filter(each -> each.id().equals(posting.assignment()))
              .findFirst()
              .orElseThrow();
      assertThat(posting.investor()).isEqualTo(assignment.investor());
      assertThat(posting.product()).isEqualTo(assignment.product());
      assertThat(posting.cost())
          .isEqualTo(Decimals.money(posting.qty().multiply(assignment.unitCost())));
    }
  }

  @Provide
  Arbitrary<Sale> sales() {
    return Combinators.combine(lines(), assignments(), rates(), cards()).as(Sale::new);
  }

  private static Arbitrary<List<SoldLine>> lines() {
    Arbitrary<SoldLine> line =
        Combinators.combine(
                Arbitraries.integers().between(1, PRODUCTS),
                amounts(1, 10_00),
                amounts(0, 5_000_00),
                amounts(0, 3_000_00),
                Arbitraries.oneOf(
                    Arbitraries.of(BigDecimal.ZERO, Decimals.HUNDRED), amounts(0, 100_00)))
            .as(
                (product, qty, price, cost, pct) ->
                    new SoldLine(id(product), qty, price, cost, pct));
    return line.list().uniqueElements(SoldLine::product).ofMinSize(1).ofMaxSize(PRODUCTS);
  }

  private static Arbitrary<List<Assignment>> assignments() {
    Arbitrary<Assignment> assignment =
        Combinators.combine(
                Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(1, PRODUCTS),
                amounts(0, 3_00),
                amounts(0, 4_000_00))
            .as(
                (investor, product, unsold, cost) ->
                    new Assignment(id(0), id(investor), id(product), unsold, cost));
    return assignment.list().ofMaxSize(12).map(ProfitabilityPropertyTest::numbered);
  }

  private static List<Assignment> numbered(List<Assignment> assignments) {
    return IntStream.range(0, assignments.size())
        .mapToObj(number -> withId(assignments.get(number), number))
        .toList();
  }

  private static Assignment withId(Assignment from, int number) {
    return new Assignment(
        id(number), from.investor(), from.product(), from.unsold(), from.unitCost());
  }

  private static Arbitrary<OperatingCostRate> rates() {
    return amounts(0, 50_000_00)
        .map(paid -> OperatingCostRate.ofMonth(paid, hundredths(100_000_00), 20));
  }

  private static Arbitrary<List<CardAmount>> cards() {
    return Combinators.combine(
            amounts(1, 5_000_00),
            Arbitraries.of("0.0000", "0.0200", "0.0558", "0.0999").map(BigDecimal::new))
        .as(CardAmount::new)
        .list()
        .ofMaxSize(3);
  }

  /** Two places, from the smallest to the largest number of hundredths. */
  private static Arbitrary<BigDecimal> amounts(long smallest, long largest) {
    return Arbitraries.longs().between(smallest, largest).map(SalesOnPaper::hundredths);
  }

  private static BigDecimal sold(Breakdown breakdown, Assignment assignment) {
    List<Chunk> chunks =
        breakdown.chunks().stream()
            .filter(chunk -> assignment.id().equals(chunk.assignment()))
            .toList();
    return sum(chunks, Chunk::qty);
  }

  private static BigDecimal sum(List<Chunk> chunks, Function<Chunk, BigDecimal> part) {
    return Decimals.sum(chunks.stream().map(part).toList());
  }
}
