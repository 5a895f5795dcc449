package io.mostrador.domain.sales.profitability;

import static io.mostrador.domain.sales.profitability.SalesOnPaper.amount;
import static io.mostrador.domain.sales.profitability.SalesOnPaper.hundredths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Spreading;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SpreadingTest {

  private static final BigDecimal HALF_A_CENT = amount("0.005");

  @Test
  void shares_are_rounded_half_up_and_the_last_one_takes_the_rest() {
    assertThat(spread("100.00", "1", "1", "1"))
        .containsExactly(amount("33.33"), amount("33.33"), amount("33.34"));
    assertThat(spread("0.05", "1", "1")).containsExactly(amount("0.03"), amount("0.02"));
  }

  @Test
  void the_rest_goes_to_the_last_one_with_weight() {
    assertThat(spread("10.00", "0", "1", "2", "0.00"))
        .containsExactly(amount("0.00"), amount("3.33"), amount("6.67"), amount("0.00"));
  }

  @Test
  void nobody_gets_anything_where_nobody_has_weight() {
    assertThat(spread("10.00", "0", "0.00")).containsExactly(amount("0.00"), amount("0.00"));
    assertThat(spread("10.00")).isEmpty();
  }

  @Test
  void the_rest_may_fall_below_zero_where_many_shares_are_rounded_up() {
    assertThat(spread("0.03", "1", "1", "1", "1", "1", "1"))
        .containsExactly(
            amount("0.01"),
            amount("0.01"),
            amount("0.01"),
            amount("0.01"),
            amount("0.01"),
            amount("-0.02"));
  }

  @Test
  void a_weight_below_zero_is_refused() {
    assertThatThrownBy(() -> spread("1.00", "2", "-1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void shares_add_up_to_the_cent(
      @ForAll @LongRange(min = 0, max = 10_000_000) long cents,
      @ForAll("weights") List<BigDecimal> weights) {
    BigDecimal total = hundredths(cents);
    boolean weighty = Decimals.sum(weights).signum() > 0;

    List<BigDecimal> shares = Spreading.spread(total, weights);

    assertThat(shares).hasSameSizeAs(weights);
    assertThat(Decimals.sum(shares)).isEqualTo(weighty ? total : Decimals.ZERO);
  }

  @Property
  void every_share_but_the_last_is_its_own_to_half_a_cent_and_has_the_totals_sign(
      @ForAll @LongRange(min = 0, max = 10_000_000) long cents,
      @ForAll("weights") List<BigDecimal> weights) {
    BigDecimal total = hundredths(cents);
    BigDecimal whole = Decimals.sum(weights);
    int last = lastWithWeight(weights);

    List<BigDecimal> shares = Spreading.spread(total, weights);

    for (int i = 0; i < weights.size(); i++) {
      BigDecimal allowed = i == last ? HALF_A_CENT.multiply(BigDecimal.valueOf(last)) : HALF_A_CENT;
      assertThat(shares.get(i).subtract(exact(total, weights.get(i), whole)).abs())
          .isLessThanOrEqualTo(allowed);
      assertThat(i == last || shares.get(i).signum() >= 0).isTrue();
    }
  }

  @Property
  void no_share_falls_below_zero_where_the_last_one_is_due_half_a_cent_a_share(
      @ForAll @LongRange(min = 0, max = 10_000_000) long cents,
      @ForAll @IntRange(min = 1, max = 100) int others) {
    BigDecimal lastWeight = hundredths(others);
    List<BigDecimal> weights =
        Stream.concat(Stream.generate(() -> amount("1.00")).limit(others), Stream.of(lastWeight))
            .toList();
    BigDecimal due = exact(hundredths(cents), lastWeight, Decimals.sum(weights));
    BigDecimal roundedUpAtMost = HALF_A_CENT.multiply(BigDecimal.valueOf(others));

    List<BigDecimal> shares = Spreading.spread(hundredths(cents), weights);

    if (due.compareTo(roundedUpAtMost) >= 0) {
      assertThat(shares).allSatisfy(share -> assertThat(share).isNotNegative());
    }
  }

  @Property
  void only_the_proportions_of_the_weights_matter(
      @ForAll @LongRange(min = 0, max = 10_000_000) long cents,
      @ForAll("weights") List<BigDecimal> weights,
      @ForAll @IntRange(min = 1, max = 1000) int factor) {
    List<BigDecimal> scaled =
        weights.stream().map(weight -> weight.multiply(new BigDecimal(factor + ".000"))).toList();

    assertThat(Spreading.spread(hundredths(cents), scaled))
        .isEqualTo(Spreading.spread(hundredths(cents), weights));
  }

  @Property
  void what_is_taken_back_is_what_was_given(
      @ForAll @LongRange(min = 0, max = 10_000_000) long cents,
      @ForAll("weights") List<BigDecimal> weights) {
    assertThat(Spreading.spread(hundredths(-cents), weights))
        .isEqualTo(
            Spreading.spread(hundredths(cents), weights).stream().map(BigDecimal::negate).toList());
  }

  @Provide
  Arbitrary<List<BigDecimal>> weights() {
    Arbitrary<BigDecimal> some =
        Arbitraries.longs().between(1, 1_000_000).map(SalesOnPaper::hundredths);
    return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(Decimals.ZERO)), Tuple.of(4, some))
        .list()
        .ofMaxSize(12);
  }

  private static List<BigDecimal> spread(String total, String... weights) {
    return Spreading.spread(amount(total), Stream.of(weights).map(BigDecimal::new).toList());
  }

  private static int lastWithWeight(List<BigDecimal> weights) {
    int last = weights.size() - 1;
    while (last >= 0 && weights.get(last).signum() == 0) {
      last--;
    }
    return last;
  }

  private static BigDecimal exact(BigDecimal total, BigDecimal weight, BigDecimal whole) {
    return whole.signum() == 0
        ? BigDecimal.ZERO
        : total.multiply(weight).divide(whole, MathContext.DECIMAL128);
  }
}
