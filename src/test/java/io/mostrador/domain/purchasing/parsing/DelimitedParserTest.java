package io.mostrador.domain.purchasing.parsing;

import static io.mostrador.domain.purchasing.parsing.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelimitedParserTest {

  private final DelimitedParser parser = new DelimitedParser();

  @Test
  void each_line_is_an_item_with_bars_or_commas() {
    assertThat(parser.parse("A-1 | CASCO, NEGRO | 2 | $ 1,234.50 | 1 500\n\nB-2,GUANTE,3,150.50,"))
        .containsExactly(
            line(
                1,
                "A-1 | CASCO, NEGRO | 2 | $ 1,234.50 | 1 500",
                "A-1",
                "CASCO, NEGRO",
                "2.00",
                "1234.50",
                "1500.00",
                "1861.63"),
            line(2, "B-2,GUANTE,3,150.50,", "B-2", "GUANTE", "3.00", "150.50", "174.58", "226.95"));
  }

  @Test
  void parts_after_the_fifth_are_ignored() {
    assertThat(parser.parse("A|B|1|2|3|4|5"))
        .containsExactly(line(1, "A|B|1|2|3|4|5", "A", "B", "1.00", "2.00", "3.00", "3.02"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CASCO NEGRO", "A-1|CASCO|2|800.00", "A,B,C|D", "|", ",,,"})
  void fewer_than_five_parts_are_kept_as_an_incomplete_line_of_that_name(String text) {
    List<ParsedLine> lines = parser.parse("  " + text + " ");

    assertThat(lines).containsExactly(line(1, text, "", text, "", "", "", ""));
    assertThat(lines.get(0).isComplete()).isFalse();
  }

  @Test
  void a_line_that_starts_with_a_hash_is_a_comment() {
    assertThat(parser.parse("# sku|name|qty|unit_cost|unit_price\n  #A|B|1|2|3")).isEmpty();
  }

  @Test
  void a_hash_after_the_price_starts_a_comment() {
    assertThat(parser.parse("A|B|1|100|120 # oferta\nA|B|1|100|# sin precio"))
        .extracting(ParsedLine::unitPrice)
        .containsExactly(new BigDecimal("120.00"), new BigDecimal("116.00"));
  }

  @Test
  void a_hash_within_a_name_belongs_to_it() {
    assertThat(parser.parse("A|LLAVE #12|1|2|3"))
        .extracting(ParsedLine::name)
        .containsExactly("LLAVE #12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1,5; 15.00",
        "$1,234.50; 1234.50",
        "1 234.50; 1234.50",
        "1\u00A0234.50; 1234.50",
        "5.; 5.00",
        ".5; 0.50",
        "007; 7.00",
        "0; 0.00",
        "1.2300; 1.23",
        "1.005; 1.00",
        "1.015; 1.02",
        "9999999999.994; 9999999999.99"
      })
  void numbers_are_read_without_commas_currency_and_blanks(String text, BigDecimal number) {
    assertThat(parser.parse("A|B|" + text + "|1|1"))
        .extracting(ParsedLine::qty)
        .containsExactly(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "$",
        ".",
        "-1",
        "+1",
        "(1)",
        "1e3",
        "0x1",
        "NaN",
        "Infinity",
        "1.2.3",
        "1'5",
        "٣",
        "10000000000",
        "9999999999.995",
        "1 PZA",
        "\u0001"
      })
  void what_is_no_number_is_left_out_and_makes_the_line_incomplete(String text) {
    List<ParsedLine> lines = parser.parse("A|B|" + text + "|1|1\nA|B|1|" + text + "|1");

    assertThat(lines).extracting(ParsedLine::isComplete).containsExactly(false, false);
    assertThat(lines.get(0).qty()).isNull();
    assertThat(lines.get(1).unitCost()).isNull();
    assertThat(lines.get(1).publicPrice()).isNull();
  }

  @Test
  void a_price_that_is_no_number_is_cost_with_tax() {
    assertThat(parser.parse("A|B|1|100|pendiente"))
        .containsExactly(
            line(1, "A|B|1|100|pendiente", "A", "B", "1.00", "100.00", "116.00", "150.80"));
  }

  @Test
  void a_written_price_stays_and_the_public_price_follows_the_cost() {
    assertThat(parser.parse("A|B|1|100|0\nA|B|1|100|999"))
        .containsExactly(
            line(1, "A|B|1|100|0", "A", "B", "1.00", "100.00", "0.00", "150.80"),
            line(2, "A|B|1|100|999", "A", "B", "1.00", "100.00", "999.00", "150.80"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.625, 0.62, 0.72, 0.94", // exactly 0.7250 and 0.9425
    "1.125, 1.12, 1.30, 1.70", // 1.3050 and 1.6965
    "3.75, 3.75, 4.35, 5.66", // 4.3500 and 5.6550
    "0.03, 0.03, 0.03, 0.05" // 0.0348 and 0.04524; out of 0.03 it would be 0.04
  })
  void prices_are_computed_from_the_written_cost_and_rounded_once_half_even(
      String written, BigDecimal cost, BigDecimal price, BigDecimal publicPrice) {
    ParsedLine line = parser.parse("A|B|1|" + written + "|").get(0);

    assertThat(line.unitCost()).isEqualTo(cost);
    assertThat(line.unitPrice()).isEqualTo(price);
    assertThat(line.publicPrice()).isEqualTo(publicPrice);
  }

  @Test
  void a_computed_price_that_no_column_takes_is_left_out() {
    assertThat(parser.parse("A|B|1|9000000000|"))
        .containsExactly(line(1, "A|B|1|9000000000|", "A", "B", "1.00", "9000000000.00", "", ""));
  }

  @Test
  void sku_quantity_above_zero_and_cost_make_a_line_complete() {
    assertThat(parser.parse("A||1|0|\n|B|1|1|1\nA|B|0|1|1\nA|B|0.004|1|1\nA|B|x|1|1\nA|B|1|x|1"))
        .extracting(ParsedLine::isComplete)
        .containsExactly(true, false, false, false, false, false);
  }

  @Test
  void a_sku_too_long_is_left_out_and_a_name_too_long_is_cut() {
    String sku = "x".repeat(64);
    String name = "\uD83C\uDFCD".repeat(255);
    String text = sku + "|" + name + "|1|1|1\n" + sku + "x|" + name + "x|1|1|1";

    assertThat(parser.parse(text)).extracting(ParsedLine::sku).containsExactly(sku, "");
    assertThat(parser.parse(text)).extracting(ParsedLine::name).containsExactly(name, name);
    assertThat(parser.parse("x".repeat(300)).get(0).name()).hasSize(255);
  }
}
