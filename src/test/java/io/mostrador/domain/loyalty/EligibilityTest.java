package io.mostrador.domain.loyalty;

import static io.mostrador.domain.loyalty.ProgramsOnPaper.MAX_PCT;
import static io.mostrador.domain.loyalty.ProgramsOnPaper.NO_LIMITS;
import static io.mostrador.domain.loyalty.ProgramsOnPaper.TODAY;
import static io.mostrador.domain.loyalty.ProgramsOnPaper.amount;
import static io.mostrador.domain.loyalty.ProgramsOnPaper.benefit;
import static io.mostrador.domain.loyalty.ProgramsOnPaper.bought;
import static io.mostrador.domain.loyalty.ProgramsOnPaper.cart;
import static io.mostrador.domain.loyalty.ProgramsOnPaper.condition;
import static io.mostrador.domain.loyalty.ProgramsOnPaper.line;
import static io.mostrador.domain.loyalty.ProgramsOnPaper.percent;
import static io.mostrador.domain.loyalty.ProgramsOnPaper.program;
import static io.mostrador.domain.loyalty.ProgramsOnPaper.used;
import static io.mostrador.domain.loyalty.ProgramsOnPaper.within;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EligibilityTest {

  private static final Cart CART = cart(line(1, "400.00"));
  private static final Condition FIFTH =
      within(90, "300.00", Metric.PURCHASE_COUNT, Operator.EVERY, "5");

  private static Evaluation judged(Program program, History history, Cart cart) {
    return new Eligibility(TODAY, MAX_PCT).of(program, history, Optional.ofNullable(cart));
  }

  private static List<String> reasons(Program program, History history, Cart cart) {
    return judged(program, history, cart).reasons().stream().map(Reason::code).toList();
  }

  private static Program ruled(Condition... conditions) {
    return program(NO_LIMITS, percent("10.00"), conditions);
  }

  @Test
  void the_example_rewards_the_fifth_large_purchase_with_at_most_what_it_says() {
    Program example =
        program(
            new Limits(1, 90, null, null),
            benefit(Benefit.Type.PERCENT, "15", amount("250.00"), false),
            FIFTH);
    Evaluation fourth = judged(example, bought("300.00", "299.99", "450.00", "300.00"), CART);
    assertThat(fourth.isEligible()).isFalse();
    assertThat(fourth.progress()).isEqualTo("3/5");

    Purchases four = bought("300.00", "299.99", "450.00", "300.00", "1000.00");
    Evaluation fifth = judged(example, four, CART);
    assertThat(fifth.isEligible()).isTrue();
    assertThat(fifth.discount()).isEqualTo("60.00");
    assertThat(fifth.progress()).isEqualTo("4/5");
    assertThat(fifth.checks().get(0).tally().sales()).hasSize(4);
    assertThat(judged(example, four, cart(line(1, "9000.00"))).discount()).isEqualTo("250.00");
    assertThat(reasons(example, four, cart(line(1, "299.99")))).containsExactly("below_minimum");
    assertThat(reasons(example.having(used(1, 1, "60.00")), four, CART))
        .containsExactly("limit_used");
  }

  @Test
  void every_asks_for_the_nth_and_its_multiples() {
    Program third = ruled(condition(Metric.PURCHASE_COUNT, Operator.EVERY, "3"));
    assertThat(judged(third, bought("1.00", "1.00"), CART).isEligible()).isTrue();
    assertThat(judged(third, bought("1.00", "1.00", "1.00"), CART).isEligible()).isFalse();
    assertThat(judged(third, bought("1.00", "1.00", "1.00", "1.00", "1.00"), CART).isEligible())
        .isTrue();
    assertThat(judged(third, bought("1.00", "1.00", "1.00"), CART).progress()).isEqualTo("0/3");
  }

  @Test
  void a_split_ticket_makes_no_second_day() {
    Program second = ruled(condition(Metric.PURCHASE_DAYS, Operator.EVERY, "2"));
    assertThat(judged(second, bought("1.00"), CART).isEligible()).isTrue();
    Purchases today =
        new Purchases(TODAY, List.of(new Purchases.Purchase(1, TODAY, amount("1.00"))));
    assertThat(reasons(second, today, CART)).containsExactly("condition_not_met");
  }

  @Test
  void a_newcomer_meets_no_condition_on_the_last_purchase() {
    Program back = ruled(condition(Metric.DAYS_SINCE_LAST, Operator.GTE, "30"));
    Program soon = ruled(condition(Metric.DAYS_SINCE_LAST, Operator.LTE, "30"));
    assertThat(reasons(back, History.NONE, CART)).containsExactly("condition_not_met");
    assertThat(reasons(soon, History.NONE, CART)).containsExactly("condition_not_met");
    assertThat(reasons(back, bought("1.00"), CART)).containsExactly("too_soon");
    assertThat(judged(soon, bought("1.00"), CART).isEligible()).isTrue();
    assertThat(judged(back, History.NONE, CART).checks().get(0).toJson().getValue("actual"))
        .isNull();
  }

  @Test
  void a_window_of_n_days_is_today_and_the_days_before() {
    Program lately = ruled(within(2, "0.00", Metric.PURCHASE_COUNT, Operator.GTE, "1"));
    assertThat(judged(lately, bought("1.00"), CART).isEligible()).isTrue();
    Program today = ruled(within(1, "0.00", Metric.PURCHASE_COUNT, Operator.GTE, "1"));
    assertThat(reasons(today, bought("1.00"), CART)).containsExactly("condition_not_met");
  }

  @Test
  void the_cart_is_asked_after_manual_discounts_and_before_the_promotion() {
    Program large = ruled(condition(Metric.CART_TOTAL, Operator.GTE, "360.00"));
    Program stacking =
        program(
            new Program.Terms("P", "P", true, 0, null, null),
            Program.Status.ACTIVE,
            NO_LIMITS,
            percent("10"),
            condition(Metric.CART_TOTAL, Operator.GTE, "360.00"));
    assertThat(judged(large, History.NONE, CART).isEligible()).isTrue();
    assertThat(reasons(large, History.NONE, cart(line(1, "359.99"))))
        .containsExactly("below_minimum");
    assertThat(judged(stacking, History.NONE, cart(line(1, "400.00", "0.00", "10.00"))).discount())
        .isEqualTo("36.00");
  }

  @Test
  void without_a_cart_only_the_history_is_asked() {
    Program both =
        ruled(
            condition(Metric.CART_TOTAL, Operator.GTE, "360.00"),
            condition(Metric.NET_SPEND, Operator.GTE, "2.00"));
    Evaluation said = judged(both, bought("1.50", "0.50"), null);
    assertThat(said.isEligible()).isTrue();
    assertThat(said.discount()).isEqualTo("0.00");
    assertThat(said.toJson().getJsonArray("checks").getJsonObject(0).getValue("passed")).isNull();
    assertThat(said.progress()).isEqualTo("2/2");
    assertThat(reasons(both, bought("1.50"), null)).containsExactly("condition_not_met");
  }

  @Test
  void status_and_days_decide_when() {
    Condition always = condition(Metric.PURCHASE_COUNT, Operator.GTE, "0");
    assertThat(reasons(at(Program.Status.PAUSED, null, null, always), History.NONE, CART))
        .containsExactly("not_active");
    assertThat(reasons(at(Program.Status.ENDED, null, null, always), History.NONE, CART))
        .containsExactly("ended");
    assertThat(reasons(at(Program.Status.ACTIVE, 1, null, always), History.NONE, CART))
        .containsExactly("not_started");
    assertThat(reasons(at(Program.Status.ACTIVE, null, -1, always), History.NONE, CART))
        .containsExactly("ended");
    assertThat(reasons(at(Program.Status.ACTIVE, 0, 0, always), History.NONE, CART)).isEmpty();
  }

  private static Program at(
      Program.Status status, Integer fromInDays, Integer toInDays, Condition always) {
    Program.Terms terms =
        new Program.Terms(
            "P",
            "P",
            false,
            0,
            fromInDays == null ? null : TODAY.plusDays(fromInDays),
            toInDays == null ? null : TODAY.plusDays(toInDays));
    return program(terms, status, NO_LIMITS, percent("10"), always);
  }

  @Test
  void slots_and_budget_run_out() {
    Condition always = condition(Metric.PURCHASE_COUNT, Operator.GTE, "0");
    Program limited = program(new Limits(2, null, 10, amount("100.00")), percent("10"), always);
    assertThat(reasons(limited.having(used(1, 9, "60.00")), History.NONE, CART)).isEmpty();
    assertThat(reasons(limited.having(used(2, 5, "0.00")), History.NONE, CART))
        .containsExactly("limit_used");
    assertThat(reasons(limited.having(used(0, 10, "0.00")), History.NONE, CART))
        .containsExactly("limit_used");
    assertThat(reasons(limited.having(used(0, 1, "60.01")), History.NONE, CART))
        .containsExactly("budget_used");
  }

  @Test
  void a_manual_discount_excludes_the_promotion_unless_they_stack_up_to_the_maximum() {
    Condition always = condition(Metric.PURCHASE_COUNT, Operator.GTE, "0");
    Program alone = program(NO_LIMITS, percent("30"), always);
    Cart reduced = cart(line(1, "100.00", "0.00", "40.00"), line(2, "100.00", "0.00", "0.00"));
    assertThat(reasons(alone, History.NONE, reduced)).containsExactly("not_stackable");

    Program stacking =
        program(
            new Program.Terms("P", "P", true, 0, null, null),
            Program.Status.ACTIVE,
            NO_LIMITS,
            percent("30"),
            always);
    assertThat(judged(stacking, History.NONE, reduced).discounts())
        .containsExactly(amount("10.00"), amount("30.00"));
    Cart full = cart(line(1, "100.00", "0.00", "50.00"));
    assertThat(reasons(stacking, History.NONE, full)).containsExactly("not_stackable");
  }

  @Test
  void only_eligible_lines_become_cheaper_and_none_below_cost() {
    Benefit branded =
        new Benefit(
            Benefit.Type.AMOUNT,
            amount("90.00"),
            null,
            new TreeSet<>(List.of(new UUID(3, 1), new UUID(3, 2))),
            new TreeSet<>(),
            false);
    Program program =
        program(NO_LIMITS, branded, condition(Metric.PURCHASE_COUNT, Operator.GTE, "0"));
    Cart cart = cart(line(1, "200.00"), line(2, "100.00", "90.00", "0.00"), line(3, "500.00"));
    assertThat(judged(program, History.NONE, cart).discounts())
        .containsExactly(amount("60.00"), amount("10.00"), amount("0.00"));
    assertThat(reasons(program, History.NONE, cart(line(3, "500.00"))))
        .containsExactly("no_eligible_lines");
    assertThat(reasons(program, History.NONE, cart(line(1, "5.00", "5.00", "0.00"))))
        .containsExactly("no_eligible_lines");
  }

  @Test
  void equal_definitions_have_equal_hashes_whatever_their_order() {
    Program one = ruled(FIFTH);
    Definition read = Definition.of(one.definition().toJson());
    assertThat(read).isEqualTo(one.definition());
    assertThat(read.canonical())
        .isEqualTo(one.definition().canonical())
        .startsWith("{\"benefit\":{\"allow_below_cost\":true,");
    assertThat(read.sha256()).hasSize(64).isEqualTo(one.definition().sha256());
    assertThat(ruled(condition(Metric.NET_SPEND, Operator.GTE, "1.00")).definition().sha256())
        .isNotEqualTo(read.sha256());
  }
}
