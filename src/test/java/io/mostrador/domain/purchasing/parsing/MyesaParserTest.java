package io.mostrador.domain.purchasing.parsing;

import static io.mostrador.domain.purchasing.parsing.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MyesaParserTest {

  private final MyesaParser parser = new MyesaParser();

  @Test
  void an_invoice_is_read_as_recorded() {
    String text =
        "** LS-100 2 PZA CASCO LS2 NEGRO\n 800.00 1,600.00\n"
            + "** LS-200 3 PZA GUANTE LS2\n 150.50 451.50\nTotal 2051.50";

    assertThat(parser.parse(text))
        .containsExactly(
            line(
                1,
                "** LS-100 2 PZA CASCO LS2 NEGRO",
                "LS-100",
                "CASCO LS2 NEGRO",
                "2.00",
                "800.00",
                "928.00",
                "1206.40"),
            line(
                2,
                "** LS-200 3 PZA GUANTE LS2",
                "LS-200",
                "GUANTE LS2",
                "3.00",
                "150.50",
                "174.58",
                "226.95"));
  }

  @Test
  void the_last_two_amounts_before_the_next_item_count() {
    assertThat(
            costs(
                """
                9.00 9.00
                ** A 1 PZA UNO
                1.00 1.00
                Pedimento 15 48
                1,234.50 1,851.75
                sin costo
                ** B 1 PZA DOS
                2.00 2.00
                3.00 3.00 3.00
                4.00
                """))
        .containsExactly(new BigDecimal("1234.50"), new BigDecimal("2.00"));
  }

  @Test
  void an_item_without_amounts_is_kept_as_incomplete() {
    List<ParsedLine> lines = parser.parse("** A-1 2 PZA CASCO\nTotal 800.00");

    assertThat(lines)
        .containsExactly(line(1, "** A-1 2 PZA CASCO", "A-1", "CASCO", "2.00", "", "", ""));
    assertThat(lines.get(0).isComplete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "** ls-100 2 PZA CASCO",
        "** LS_100 2 PZA CASCO",
        "* LS-100 2 PZA CASCO",
        "*** LS-100 2 PZA CASCO",
        "**LS-100 2 PZA CASCO",
        "** LS-100 DOS PZA CASCO",
        "** LS-100 -2 PZA CASCO",
        "** LS-100 2 PZA",
        "nota ** LS-100 2 PZA CASCO",
        "Total 2051.50"
      })
  void anything_else_is_skipped(String text) {
    assertThat(parser.parse(text)).isEmpty();
    assertThat(parser.parse("** A 1 PZA B\n5.00 5.00\n" + text)).hasSize(1);
  }

  @Test
  void what_is_no_item_does_not_end_the_one_before() {
    assertThat(costs("** A 1 PZA UNO\n** OFERTA **\n5.00 5.00"))
        .containsExactly(new BigDecimal("5.00"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "$800.00 $1,600.00; 800.00",
        "$ 800.00   $ 1,600.00; 800.00",
        "800 1600; 800.00",
        "1,5 30; 15.00",
        ".50 1.00; 0.50",
        "0.00 0.00; 0.00",
        "10.125 20.25; 10.12",
        "9999999999.99 1; 9999999999.99"
      })
  void amounts_are_read_without_commas_and_currency(String amounts, BigDecimal cost) {
    assertThat(costs("** A 1 PZA UNO\n" + amounts)).containsExactly(cost);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "800.00 1,600.00 MXN",
        "800.00",
        "1.2.3 4.00",
        "4.00 1.2.3",
        "10000000000.00 1.00",
        "1.00 10000000000.00",
        "9999999999.995 1.00",
        "-5.00 -5.00",
        "1e2 1e2",
        "٣.00 ٣.00"
      })
  void what_is_not_just_two_amounts_leaves_the_cost_alone(String text) {
    assertThat(costs("** A 1 PZA UNO\n7.00 7.00\n" + text)).containsExactly(new BigDecimal("7.00"));
  }

  @Test
  void a_quantity_may_have_a_fraction_and_thousands() {
    assertThat(parser.parse("** A 1,250.5 KG TORNILLO"))
        .containsExactly(
            line(1, "** A 1,250.5 KG TORNILLO", "A", "TORNILLO", "1250.50", "", "", ""));
  }

  @Test
  void a_quantity_that_no_column_takes_makes_the_item_incomplete() {
    assertThat(parser.parse("** A 10000000000 PZA UNO\n5.00 5.00"))
        .containsExactly(
            line(1, "** A 10000000000 PZA UNO", "A", "UNO", "", "5.00", "5.80", "7.54"));
  }

  @Test
  void a_sku_may_have_every_upper_case_letter() {
    assertThat(parser.parse("** NIÑO-Ü 1 PZA CASCO"))
        .extracting(ParsedLine::sku)
        .containsExactly("NIÑO-Ü");
  }

  @Test
  void a_sku_too_long_is_left_out_rather_than_cut() {
    String longest = "A".repeat(64);

    assertThat(parser.parse("** " + longest + " 1 PZA UNO\n** " + longest + "A 1 PZA DOS"))
        .extracting(ParsedLine::sku)
        .containsExactly(longest, "");
  }

  @Test
  void unbreakable_blanks_separate_like_any_other() {
    assertThat(
            parser.parse(
                "\uFEFF**\u00A0A-1\u00A02\u2003PZA\tCASCO\u00A0NEGRO\u00A0\n\u00A05.00\u00A010.00"))
        .containsExactly(
            line(
                1,
                "**\u00A0A-1\u00A02\u2003PZA\tCASCO\u00A0NEGRO",
                "A-1",
                "CASCO\u00A0NEGRO",
                "2.00",
                "5.00",
                "5.80",
                "7.54"));
  }

  private List<BigDecimal> costs(String text) {
    return parser.parse(text).stream().map(ParsedLine::unitCost).toList();
  }
}
