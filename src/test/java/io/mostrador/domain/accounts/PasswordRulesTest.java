package io.mostrador.domain.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.domain.accounts.PasswordRules.PersonalData;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

  private static final PersonalData ANA =
      new PersonalData("ana.ruiz@tienda.mx", "ana.ruiz@tienda.mx", "Ana Lucía", "Ruiz Peralta");

  private final PasswordRules rules = new PasswordRules();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mostrador-2026!",
        "correct horse battery",
        "caballo-grapa",
        "ñandú-veloz",
        "8dígitos1"
      })
  void a_good_password_has_no_faults(String password) {
    assertThat(rules.faults(password, ANA)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Xk4#qz, 1",
    "12345678, 2",
    "123456, 3",
    "PASSWORD1, 1",
    "iloveyou, 1",
    "7391038264, 1",
    "٧٣٩١٠٣٨٢٦٤, 1"
  })
  void every_rule_that_is_broken_is_told(String password, int faults) {
    assertThat(rules.faults(password, ANA)).hasSize(faults).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana.ruiz@tienda.mx",
        "ANA.RUIZ@TIENDA.MX",
        "ana.ruiz@tienda",
        "Peralta1",
        "peralta-9",
        "AnaLucia",
        "ruizperalta!"
      })
  void what_is_like_the_users_data_is_told(String password) {
    assertThat(rules.faults(password, ANA)).hasSize(1).first().asString().contains("parece");
  }

  @Test
  void data_that_is_not_there_is_like_nothing() {
    PersonalData nobody = new PersonalData("", "", "", "");
    assertThat(rules.faults("Xk4#qz!p", nobody)).isEmpty();
  }

  @Property
  void only_digits_are_never_good(
      @ForAll @NumericChars @StringLength(min = 1, max = 40) String pin) {
    assertThat(rules.faults(pin, ANA)).isNotEmpty();
  }

  @Property
  void a_word_of_the_users_data_is_never_good_with_one_character_more(
      @ForAll @IntRange(max = 9) int digit) {
    assertThat(rules.faults("peralta" + digit, ANA)).isNotEmpty();
    assertThat(rules.faults(digit + "peralta", ANA)).isNotEmpty();
  }

  @Property(tries = 200)
  void any_text_is_judged(@ForAll @StringLength(max = 128) String password) {
    assertThat(rules.faults(password, ANA)).doesNotHaveDuplicates().doesNotContainNull();
  }
}
