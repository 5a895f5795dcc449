package io.mostrador.domain.sales.profitability;

import static io.mostrador.domain.sales.profitability.OperatingCostRate.Source.FALLBACK_BASE;
import static io.mostrador.domain.sales.profitability.OperatingCostRate.Source.MTD_REAL;
import static io.mostrador.domain.sales.profitability.SalesOnPaper.amount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OperatingCostRateTest {

  @Test
  void a_month_with_under_20_sales_falls_back() {
    assertThat(of("9000.00", "90000.00", 19)).isEqualTo(rate("0.1750", FALLBACK_BASE));
    assertThat(of("9000.00", "90000.00", 20)).isEqualTo(rate("0.1000", MTD_REAL));
  }

  @Test
  void a_month_under_50_000_falls_back() {
    assertThat(of("5000.00", "49999.99", 20)).isEqualTo(rate("0.1750", FALLBACK_BASE));
    assertThat(of("5000.00", "50000.00", 20)).isEqualTo(rate("0.1000", MTD_REAL));
  }

  @Test
  void a_month_without_anything_falls_back() {
    assertThat(of("0.00", "0.00", 0)).isEqualTo(rate("0.1750", FALLBACK_BASE));
  }

  @Test
  void the_real_rate_stays_between_8_and_35_percent() {
    assertThat(of("0.00", "50000.00", 20)).isEqualTo(rate("0.0800", MTD_REAL));
    assertThat(of("3999.99", "50000.00", 20)).isEqualTo(rate("0.0800", MTD_REAL));
    assertThat(of("17500.01", "50000.00", 20)).isEqualTo(rate("0.3500", MTD_REAL));
    assertThat(of("90000.00", "50000.00", 20)).isEqualTo(rate("0.3500", MTD_REAL));
  }

  @Test
  void the_real_rate_is_rounded_half_up_at_four_places() {
    assertThat(of("10002.50", "100000.00", 20)).isEqualTo(rate("0.1000", MTD_REAL));
    assertThat(of("10005.00", "100000.00", 20)).isEqualTo(rate("0.1001", MTD_REAL));
    assertThat(of("20000.00", "60000.00", 20)).isEqualTo(rate("0.3333", MTD_REAL));
  }

  @Test
  void a_rate_outside_the_bounds_is_refused() {
    assertThatThrownBy(() -> rate("0.0799", MTD_REAL)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rate("0.3501", MTD_REAL)).isInstanceOf(IllegalArgumentException.class);
  }

  private static OperatingCostRate of(String paidExpenses, String salesTotal, long salesCount) {
    return OperatingCostRate.ofMonth(amount(paidExpenses), amount(salesTotal), salesCount);
  }

  private static OperatingCostRate rate(String rate, OperatingCostRate.Source source) {
    return new OperatingCostRate(amount(rate), source);
  }
}
