package io.mostrador.domain.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource({
    "0,0.00",
    "0.005,0.00",
    "0.015,0.02",
    "0.0150001,0.02",
    "0.025,0.02",
    "-0.005,0.00",
    "-0.015,-0.02",
    "100000000000000000000.125,100000000000000000000.12"
  })
  void halves_go_to_the_even_neighbour(BigDecimal exact, String shown) {
    assertThat(Figures.money(exact)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0.25,2,0.12", "0.75,2,0.38", "1,3,0.33", "2,3,0.67", "10,1,10.00", "0,0,0.00"})
  void a_mean_is_rounded_once_and_is_zero_of_nothing(BigDecimal sum, long count, String shown) {
    assertThat(Figures.meanMoney(sum, count)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0.3501,2,0.1750", "0.3503,2,0.1752", "0.4308,3,0.1436", "0,0,0.0000"})
  void a_rate_has_four_places(BigDecimal sum, long count, String shown) {
    assertThat(Figures.meanRate(sum, count)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "32854.15,52617.90,62.44",
    "-1,3,-33.33",
    "1,800,0.12",
    "3,800,0.38",
    "5,0,0.00",
    "0,0.00,0.00"
  })
  void a_share_is_in_hundredths_and_zero_of_nothing(
      BigDecimal part, BigDecimal whole, String shown) {
    assertThat(Figures.percent(part, whole)).isEqualTo(shown);
  }
}
