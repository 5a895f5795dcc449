package io.mostrador.domain.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mostrador.domain.catalog.LabelReference;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InvoiceTest {

  private static final LabelReference LABEL = new LabelReference(null, "LS2");

  private static InvoiceLine line(int lineNo, String sku, BigDecimal qty, BigDecimal unitCost) {
    return new InvoiceLine(
        lineNo,
        null,
        new LineFields(sku, "", qty, unitCost, null, null, LABEL, LABEL, null, false, true, ""));
  }

  private static ImportHeader header(BigDecimal subtotal, BigDecimal tax) {
    return new ImportHeader(
        UUID.randomUUID(), UUID.randomUUID(), "x", null, null, subtotal, tax, null);
  }

  private static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }

  @Property
  void the_subtotal_is_the_exact_sum_rounded_once(
      @ForAll @Size(min = 1, max = 30) List<@BigRange(min = "0.01", max = "9999.99") @Scale(2) BigDecimal> quantities,
      @ForAll @BigRange(min = "0.00", max = "9999.99") @Scale(2) BigDecimal cost) {
    List<InvoiceLine> lines =
        IntStream.range(0, quantities.size())
            .mapToObj(index -> line(index + 1, "S" + index, quantities.get(index), cost))
            .toList();
    BigDecimal units = quantities.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal expected = Decimals.money(units.multiply(cost));
    BigDecimal tax = amount("16.00");

    Invoice invoice = Invoice.of(header(expected, tax), lines);

    assertThat(invoice.totals().subtotal()).isEqualTo(expected);
    assertThat(invoice.totals().total()).isEqualTo(expected.add(tax));
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> Invoice.of(header(expected.add(amount("0.01")), tax), lines))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("subtotal_mismatch"));
  }

  @Test
  void what_the_lines_are_called_decides_whether_they_are_the_same() {
    BigDecimal one = amount("1.00");
    assertThatThrownBy(
            () ->
                Invoice.of(
                    header(null, null),
                    List.of(line(1, "a-1", one, one), line(2, "A-1", one, one))))
        .isInstanceOf(Failure.class)
        .extracting(refused -> ((Failure) refused).fields().encode())
        .asString()
        .contains("\"line_no\":2")
        .doesNotContain("\"line_no\":1");
    assertThat(
            Invoice.of(
                    header(null, null), List.of(line(1, "A-1", one, one), line(2, "A-2", one, one)))
                .totals()
                .subtotal())
        .isEqualTo(amount("2.00"));
  }

  @Test
  void a_line_costs_nothing_at_least_but_needs_units() {
    BigDecimal zero = amount("0.00");
    BigDecimal one = amount("1.00");
    assertThat(Invoice.of(header(null, null), List.of(line(1, "A", one, zero))).totals().total())
        .isEqualTo(zero);
    assertThatThrownBy(() -> Invoice.of(header(null, null), List.of(line(1, "A", zero, one))))
        .isInstanceOf(Failure.class);
  }
}
