package io.mostrador.domain.sales.profitability;

import static io.mostrador.domain.sales.profitability.SalesOnPaper.amount;
import static io.mostrador.domain.sales.profitability.SalesOnPaper.hundredths;
import static io.mostrador.domain.sales.profitability.SalesOnPaper.id;
import static io.mostrador.domain.sales.profitability.SalesOnPaper.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SaleTotalsTest {

  @Test
  void a_sale_subtracts_the_discounts_of_its_lines() {
    SaleTotals totals =
        SaleTotals.ofSale(
            List.of(
                line(1, "2.00", "699.90", "300.00", "5.00"),
                line(2, "1.00", "480.50", "210.25", "0.00")));

    assertThat(totals).isEqualTo(totals("1880.30", "69.99"));
    assertThat(totals.total()).isEqualTo("1810.31");
  }

  @Test
  void a_layaway_subtracts_the_discounts_of_its_lines() {
    SaleTotals totals =
        SaleTotals.ofLayaway(
            List.of(
                line(1, "1.00", "3200.00", "1800.00", "0.00"),
                line(2, "2.00", "480.50", "210.25", "10.00")));

    assertThat(totals).isEqualTo(totals("4161.00", "96.10"));
    assertThat(totals.total()).isEqualTo("4064.90");
  }

  @Test
  void a_sale_is_rounded_half_even_after_summing() {
    SoldLine halfCent = line(1, "0.50", "0.01", "0.00", "0.00");

    assertThat(SaleTotals.ofSale(List.of(halfCent))).isEqualTo(totals("0.00", "0.00"));
    assertThat(SaleTotals.ofSale(List.of(halfCent, halfCent, halfCent)))
        .isEqualTo(totals("0.02", "0.00"));
  }

  @Test
  void a_layaway_is_rounded_half_even_line_by_line() {
    SoldLine halfCent = line(1, "0.50", "0.01", "0.00", "0.00");
    SoldLine halfCentOff = line(2, "1.00", "0.03", "0.00", "50.00");

    assertThat(SaleTotals.ofLayaway(List.of(halfCent, halfCent, halfCent)))
        .isEqualTo(totals("0.00", "0.00"));
    assertThat(SaleTotals.ofLayaway(List.of(halfCentOff, halfCentOff)))
        .isEqualTo(totals("0.06", "0.04"));
  }

  @Test
  void a_line_that_gives_money_away_is_refused() {
    assertThatThrownBy(() -> line(1, "1.00", "1.00", "0.00", "100.01"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> line(1, "1.00", "-0.01", "0.00", "0.00"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> line(1, "0.00", "1.00", "0.00", "0.00"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void no_discount_exceeds_what_it_is_taken_from(
      @ForAll @LongRange(min = 1, max = 1_000_00) long qty,
      @ForAll @LongRange(min = 0, max = 1_000_00) long price,
      @ForAll @LongRange(min = 0, max = 100_00) long pct) {
    SoldLine line =
        new SoldLine(id(1), hundredths(qty), hundredths(price), amount("0.00"), hundredths(pct));

    assertThat(SaleTotals.ofSale(List.of(line, line)).total()).isNotNegative();
    assertThat(SaleTotals.ofLayaway(List.of(line, line)).total()).isNotNegative();
  }

  private static SaleTotals totals(String subtotal, String discountAmount) {
    return new SaleTotals(amount(subtotal), amount(discountAmount));
  }
}
