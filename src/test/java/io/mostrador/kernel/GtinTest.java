package io.mostrador.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GtinTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"96385074", "036000291452", "4006381333931", "7501055300075", "10012345000017"})
  void numbers_of_real_articles_are_valid(String code) {
    assertThat(Gtin.isValid(code)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "4006381333930",
        "400638133393",
        "40063813339310",
        "400638133393١",
        "400638133393 "
      })
  void others_are_not(String code) {
    assertThat(Gtin.isValid(code)).isFalse();
  }

  @Provide
  static Arbitrary<String> bodies() {
    return Arbitraries.of(7, 11, 12, 13)
        .flatMap(digits -> Arbitraries.strings().numeric().ofLength(digits));
  }

  @Property
  void of_ten_last_digits_one_is_right(@ForAll("bodies") String body) {
    int right = 0;
    for (int digit = 0; digit <= 9; digit++) {
      right += Gtin.isValid(body + digit) ? 1 : 0;
    }
    assertThat(right).isEqualTo(1);
    assertThat(Gtin.isValid(body + Gtin.checkDigit(body + "0"))).isTrue();
  }

  @Property
  void one_wrong_digit_is_always_noticed(
      @ForAll("bodies") String body,
      @ForAll @IntRange(min = 0, max = 12) int place,
      @ForAll @IntRange(min = 1, max = 9) int change) {
    String code = body + Gtin.checkDigit(body + "0");
    int at = place % code.length();
    char wrong = (char) ('0' + (code.charAt(at) - '0' + change) % 10);
    assertThat(Gtin.isValid(code.substring(0, at) + wrong + code.substring(at + 1))).isFalse();
  }

  @Property
  void zeros_before_it_leave_it_the_same_article(@ForAll("bodies") String body) {
    String code = body + Gtin.checkDigit(body + "0");
    assertThat(Gtin.isValid(Gtin.padded(code))).isTrue();
    assertThat(Gtin.padded(code)).hasSize(14).endsWith(code);
  }
}
