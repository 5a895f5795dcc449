package io.mostrador.domain.investors;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PurchaseLineTest {

  private static final UUID HELMET = new UUID(0, 1);

  private static PurchaseLine line(UUID product, String qty, String unitCost) {
    return new PurchaseLine(product, new BigDecimal(qty), new BigDecimal(unitCost));
  }

  @Test
  void equal_products_at_equal_costs_become_one_line_where_the_first_was() {
    UUID glove = new UUID(0, 2);
    assertThat(
            PurchaseLine.addedUp(
                List.of(
                    line(HELMET, "1.00", "10.00"),
                    line(glove, "2.00", "10.00"),
                    line(HELMET, "3.00", "11.00"),
                    line(HELMET, "4.50", "10.00"))))
        .containsExactly(
            line(HELMET, "5.50", "10.00"),
            line(glove, "2.00", "10.00"),
            line(HELMET, "3.00", "11.00"));
  }

  @Test
  void an_amount_is_rounded_once_halves_up() {
    assertThat(line(HELMET, "0.50", "0.01").amount()).isEqualTo("0.01");
    assertThat(line(HELMET, "0.49", "0.01").amount()).isEqualTo("0.00");
    assertThat(line(HELMET, "1.50", "33.33").amount()).isEqualTo("50.00");
  }

  @Property(tries = 200)
  void adding_up_loses_no_unit_and_leaves_no_pair_of_equals(
      @ForAll("purchases") List<PurchaseLine> lines) {
    List<PurchaseLine> added = PurchaseLine.addedUp(lines);
    assertThat(units(added)).isEqualByComparingTo(units(lines));
    assertThat(added.stream().map(line -> line.product() + "@" + line.unitCost()))
        .doesNotHaveDuplicates();
    assertThat(PurchaseLine.addedUp(added)).isEqualTo(added);
  }

  private static BigDecimal units(List<PurchaseLine> lines) {
    return Decimals.sum(lines.stream().map(PurchaseLine::qty).toList());
  }

  @Provide
  Arbitrary<List<PurchaseLine>> purchases() {
    return Combinators.combine(
            Arbitraries.longs().between(1, 3),
            Arbitraries.integers().between(1, 100_000),
            Arbitraries.integers().between(1, 3))
        .as(
            (product, qty, cost) ->
                new PurchaseLine(
                    new UUID(0, product), BigDecimal.valueOf(qty, 2), BigDecimal.valueOf(cost, 2)))
        .list()
        .ofMaxSize(20);
  }
}
