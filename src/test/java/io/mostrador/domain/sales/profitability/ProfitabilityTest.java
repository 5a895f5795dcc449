package io.mostrador.domain.sales.profitability;

import static io.mostrador.domain.sales.profitability.SalesOnPaper.FALLBACK_RATE;
import static io.mostrador.domain.sales.profitability.SalesOnPaper.amount;
import static io.mostrador.domain.sales.profitability.SalesOnPaper.assignment;
import static io.mostrador.domain.sales.profitability.SalesOnPaper.card;
import static io.mostrador.domain.sales.profitability.SalesOnPaper.id;
import static io.mostrador.domain.sales.profitability.SalesOnPaper.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfitabilityTest {

  private static final int HELMET = 1;
  private static final int GLOVES = 2;
  private static final int LOCK = 3;
  private static final int JACKET = 4;
  private static final int INES = 10;
  private static final int OMAR = 11;

  @Test
  void a_cash_sale_of_store_goods_pays_no_commission() {
    Breakdown breakdown =
        of(List.of(line(HELMET, "1.00", "2500.00", "1500.00", "0.00")), List.of(), List.of());

    assertThat(breakdown.toJson())
        .isEqualTo(
            totals("437.50", "0.00", "1000.00", "562.50", "0.00", "562.50")
                .put(
                    "lines",
                    new JsonArray()
                        .add(store(HELMET, "2500.00", "1500.00", "437.50", "0.00", "562.50"))));
  }

  @Test
  void discounts_and_two_cards_are_shared_by_revenue() {
    Breakdown breakdown =
        of(
            List.of(
                line(GLOVES, "2.00", "699.90", "300.00", "5.00"),
                line(LOCK, "1.00", "480.50", "210.25", "0.00")),
            List.of(),
            List.of(card("1000.00", "0.0200"), card("500.00", "0.0558")));

    assertThat(breakdown.toJson())
        .isEqualTo(
            totals("316.80", "47.90", "1000.06", "635.36", "0.00", "635.36")
                .put(
                    "lines",
                    new JsonArray()
                        .add(store(GLOVES, "1329.81", "600.00", "232.71", "35.19", "461.91"))
                        .add(store(LOCK, "480.50", "210.25", "84.09", "12.71", "173.45"))));
  }

  @Test
  void a_discount_lowers_revenue_and_operating_cost_alike() {
    Breakdown breakdown =
        of(List.of(line(GLOVES, "1.00", "1000.00", "300.00", "15.00")), List.of(), List.of());

    assertThat(breakdown.toJson())
        .isEqualTo(
            totals("148.75", "0.00", "550.00", "401.25", "0.00", "401.25")
                .put(
                    "lines",
                    new JsonArray()
                        .add(store(GLOVES, "850.00", "300.00", "148.75", "0.00", "401.25"))));
  }

  @Test
  void the_card_part_of_a_settled_layaway_costs_commission() {
    Breakdown breakdown =
        of(
            List.of(
                line(JACKET, "1.00", "3200.00", "1800.00", "0.00"),
                line(LOCK, "2.00", "480.50", "210.25", "10.00")),
            List.of(),
            List.of(card("500.00", "0.0200")));

    assertThat(breakdown.toJson())
        .isEqualTo(
            totals("711.36", "10.00", "1844.40", "1123.04", "0.00", "1123.04")
                .put(
                    "lines",
                    new JsonArray()
                        .add(store(JACKET, "3200.00", "1800.00", "560.00", "7.87", "832.13"))
                        .add(store(LOCK, "864.90", "420.50", "151.36", "2.13", "290.91"))));
  }

  @Test
  void a_sale_paid_with_store_credit_pays_no_commission() {
    Breakdown breakdown =
        of(List.of(line(GLOVES, "1.00", "700.00", "300.00", "0.00")), List.of(), List.of());

    assertThat(breakdown.toJson())
        .isEqualTo(
            totals("122.50", "0.00", "400.00", "277.50", "0.00", "277.50")
                .put(
                    "lines",
                    new JsonArray()
                        .add(store(GLOVES, "700.00", "300.00", "122.50", "0.00", "277.50"))));
  }

  @Test
  void investor_units_are_sold_before_the_stores() {
    Breakdown breakdown =
        of(
            List.of(line(HELMET, "4.00", "2500.00", "1500.00", "0.00")),
            List.of(assignment(100, INES, HELMET, "3.00", "1740.00")),
            List.of(card("10000.00", "0.0558")));

    assertThat(breakdown.toJson())
        .isEqualTo(
            totals("1750.00", "558.00", "3280.00", "972.00", "274.50", "697.50")
                .put(
                    "lines",
                    new JsonArray()
                        .add(
                            store(HELMET, "7500.00", "5220.00", "1312.50", "418.50", "549.00")
                                .put("ownership", "INVESTOR")
                                .put("investor_id", id(INES).toString())
                                .put("investor_profit_share", "274.50")
                                .put("store_profit_share", "274.50"))
                        .add(store(HELMET, "2500.00", "1500.00", "437.50", "139.50", "423.00"))));
    assertThat(breakdown.ledgerPostings())
        .containsExactly(posting(INES, 100, "3.00", "5220.00", "274.50"));
  }

  @Test
  void a_sale_of_investor_units_only_has_no_store_chunk() {
    Breakdown breakdown =
        of(
            List.of(line(HELMET, "1.00", "2500.00", "1500.00", "0.00")),
            List.of(assignment(100, INES, HELMET, "3.00", "1740.00")),
            List.of());

    assertThat(breakdown.toJson())
        .isEqualTo(
            totals("437.50", "0.00", "760.00", "322.50", "161.25", "161.25")
                .put(
                    "lines",
                    new JsonArray()
                        .add(
                            store(HELMET, "2500.00", "1740.00", "437.50", "0.00", "322.50")
                                .put("ownership", "INVESTOR")
                                .put("investor_id", id(INES).toString())
                                .put("investor_profit_share", "161.25")
                                .put("store_profit_share", "161.25"))));
  }

  @Test
  void assignments_are_used_up_in_the_order_given() {
    Breakdown breakdown =
        of(
            List.of(line(HELMET, "4.00", "2500.00", "1500.00", "0.00")),
            List.of(
                assignment(100, OMAR, HELMET, "1.50", "1600.00"),
                assignment(101, OMAR, GLOVES, "9.00", "1.00"),
                assignment(102, INES, HELMET, "0.00", "1700.00"),
                assignment(103, INES, HELMET, "2.00", "1740.00"),
                assignment(104, OMAR, HELMET, "7.00", "1800.00")),
            List.of());

    assertThat(breakdown.ledgerPostings())
        .containsExactly(
            posting(OMAR, 100, "1.50", "2400.00", "346.88"),
            posting(INES, 103, "2.00", "3480.00", "322.50"),
            posting(OMAR, 104, "0.50", "900.00", "65.63"));
    assertThat(breakdown.chunks()).hasSize(3);
  }

  @Test
  void the_store_bears_the_whole_loss_of_investor_units() {
    Breakdown breakdown =
        of(
            List.of(line(HELMET, "1.00", "1000.00", "1500.00", "0.00")),
            List.of(assignment(100, INES, HELMET, "1.00", "1740.00")),
            List.of());

    assertThat(breakdown.netProfitTotal()).isEqualTo("-915.00");
    assertThat(breakdown.storeProfitTotal()).isEqualTo("-915.00");
    assertThat(breakdown.ledgerPostings())
        .containsExactly(posting(INES, 100, "1.00", "1740.00", "0.00"));
  }

  @Test
  void an_odd_cent_of_profit_goes_to_the_investor() {
    Breakdown breakdown =
        of(
            List.of(line(HELMET, "1.00", "0.02", "0.00", "0.00")),
            List.of(assignment(100, INES, HELMET, "1.00", "0.01")),
            List.of());

    assertThat(breakdown.netProfitTotal()).isEqualTo("0.01");
    assertThat(breakdown.investorProfitTotal()).isEqualTo("0.01");
    assertThat(breakdown.storeProfitTotal()).isEqualTo("0.00");
  }

  @Test
  void half_a_cent_of_revenue_is_rounded_up_in_each_line() {
    Breakdown breakdown =
        of(
            List.of(
                line(HELMET, "0.50", "0.05", "0.00", "0.00"),
                line(LOCK, "0.50", "0.05", "0.00", "0.00")),
            List.of(),
            List.of());

    assertThat(breakdown.chunks()).extracting(Chunk::lineRevenue).allMatch(amount("0.03")::equals);
    assertThat(breakdown.operatingCostAmount()).isEqualTo("0.01");
  }

  @Test
  void half_a_cent_of_a_cost_of_the_sale_is_rounded_up() {
    Breakdown breakdown =
        of(
            List.of(line(HELMET, "1.00", "0.60", "0.00", "0.00")),
            List.of(),
            List.of(card("0.25", "0.0200")));

    assertThat(breakdown.operatingCostAmount()).isEqualTo("0.11");
    assertThat(breakdown.commissionAmount()).isEqualTo("0.01");
  }

  @Test
  void commission_is_rounded_after_the_cards_are_added_up() {
    Breakdown breakdown =
        of(
            List.of(line(HELMET, "1.00", "0.40", "0.00", "0.00")),
            List.of(),
            List.of(card("0.20", "0.0200"), card("0.20", "0.0200")));

    assertThat(breakdown.commissionAmount()).isEqualTo("0.01");
  }

  @Test
  void a_line_given_away_bears_no_cost_of_the_sale() {
    Breakdown breakdown =
        of(
            List.of(
                line(HELMET, "1.00", "1000.00", "600.00", "0.00"),
                line(LOCK, "1.00", "480.50", "210.25", "100.00")),
            List.of(),
            List.of(card("1000.00", "0.0558")));

    assertThat(breakdown.chunks().get(0).lineCommissionCost()).isEqualTo("55.80");
    assertThat(breakdown.chunks().get(1).lineOperatingCost()).isEqualTo("0.00");
    assertThat(breakdown.chunks().get(1).lineCommissionCost()).isEqualTo("0.00");
    assertThat(breakdown.chunks().get(1).lineNetProfit()).isEqualTo("-210.25");
  }

  @Test
  void a_sale_of_nothing_but_gifts_shows_a_commission_that_no_line_bears() {
    Breakdown breakdown =
        of(
            List.of(line(HELMET, "1.00", "1000.00", "600.00", "100.00")),
            List.of(),
            List.of(card("100.00", "0.0558")));

    assertThat(breakdown.commissionAmount()).isEqualTo("5.58");
    assertThat(breakdown.netProfitTotal()).isEqualTo("-600.00");
  }

  @Test
  void a_repeated_product_is_refused() {
    List<SoldLine> lines =
        List.of(
            line(HELMET, "1.00", "1.00", "1.00", "0.00"),
            line(HELMET, "2.00", "1.00", "1.00", "0.00"));

    assertThatThrownBy(() -> of(lines, List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_investors_units_without_an_assignment_are_refused() {
    assertThatThrownBy(() -> chunk(true, false)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> chunk(false, true)).isInstanceOf(IllegalArgumentException.class);
    assertThat(chunk(false, false).ownership()).isEqualTo(Ownership.STORE);
    assertThat(chunk(true, true).ownership()).isEqualTo(Ownership.INVESTOR);
  }

  @Test
  void a_cost_with_eleven_digits_before_the_point_is_not_storable() {
    Breakdown largest =
        of(List.of(line(HELMET, "99999.99", "1.00", "99999.99", "0.00")), List.of(), List.of());
    Breakdown tooLarge =
        of(List.of(line(HELMET, "100000.00", "1.00", "100000.00", "0.00")), List.of(), List.of());

    assertThat(largest.isStorable()).isTrue();
    assertThat(tooLarge.isStorable()).isFalse();
  }

  private static Breakdown of(
      List<SoldLine> lines, List<Assignment> assignments, List<CardAmount> cards) {
    return Profitability.of(lines, assignments, FALLBACK_RATE, cards);
  }

  private static Chunk chunk(boolean ofAnInvestor, boolean fromAnAssignment) {
    return new Chunk(
        id(HELMET),
        ofAnInvestor ? id(INES) : null,
        fromAnAssignment ? id(100) : null,
        amount("1.00"),
        Decimals.ZERO,
        Decimals.ZERO,
        Decimals.ZERO,
        Decimals.ZERO,
        Decimals.ZERO);
  }

  private static LedgerPosting posting(
      int investor, int assignment, String qty, String cost, String profitShare) {
    return new LedgerPosting(
        id(investor), id(assignment), id(HELMET), amount(qty), amount(cost), amount(profitShare));
  }

  private static JsonObject totals(
      String operatingCost,
      String commission,
      String gross,
      String net,
      String investor,
      String store) {
    return new JsonObject()
        .put("operating_cost_rate_snapshot", "0.1750")
        .put("operating_cost_rate_source", "FALLBACK_BASE")
        .put("operating_cost_amount", operatingCost)
        .put("commission_amount", commission)
        .put("gross_profit_total", gross)
        .put("net_profit_total", net)
        .put("investor_profit_total", investor)
        .put("store_profit_total", store);
  }

  /** A line of the breakdown whose profit is the store's alone. */
  private static JsonObject store(
      int product,
      String revenue,
      String cogs,
      String operatingCost,
      String commission,
      String net) {
    return new JsonObject()
        .put("product", id(product).toString())
        .put("line_revenue", revenue)
        .put("line_cogs", cogs)
        .put("line_operating_cost", operatingCost)
        .put("line_commission_cost", commission)
        .put("line_net_profit", net)
        .put("ownership", "STORE")
        .putNull("investor_id")
        .put("investor_profit_share", "0.00")
        .put("store_profit_share", net);
  }
}
