package io.mostrador.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

  @ParameterizedTest
  @CsvSource({
    "casco, casco, 0",
    "csco, casco, 1",
    "casoc, casco, 1",
    "kasko, casco, 2",
    "cascos, casco, 1",
    "guntes, guantes, 1",
    "ab, ba, 1",
    "x, '', 1"
  })
  void slips_are_counted(String word, String other, int slips) {
    assertThat(new EditDistance(word).to(other)).isEqualTo(slips);
  }

  @Property
  void it_is_the_same_both_ways_and_at_most_the_longer_one(
      @ForAll @AlphaChars @StringLength(max = 8) String one,
      @ForAll @AlphaChars @StringLength(max = 8) String other) {
    int slips = new EditDistance(one).to(other);
    assertThat(slips).isEqualTo(new EditDistance(other).to(one));
    assertThat(slips)
        .isBetween(Math.abs(one.length() - other.length()), Math.max(one.length(), other.length()));
    assertThat(slips == 0).isEqualTo(one.equals(other));
  }
}
