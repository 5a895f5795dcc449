package io.mostrador.domain.purchasing.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceParsersTest {

  /** Long enough that anything quadratic takes minutes; what is linear takes milliseconds. */
  private static final int HOSTILE_LENGTH = 512 * 1024;

  private static final Duration FAR_TOO_LONG = Duration.ofSeconds(10);

  @Test
  void myesa_has_its_parser_and_every_other_key_the_delimited_one() {
    assertThat(InvoiceParsers.forKey("myesa")).isInstanceOf(MyesaParser.class);
    assertThat(Stream.of("generic", "MYESA", "csv", "").map(InvoiceParsers::forKey))
        .hasOnlyElementsOfType(DelimitedParser.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\n", "\\n", "\0", "\uFEFF", "\u2028", "\r\n \t\f", "#", "\\n#\\n"})
  void a_text_without_items_has_no_lines(String text) {
    assertThat(InvoiceParsers.forKey("myesa").parse(text)).isEmpty();
    assertThat(InvoiceParsers.forKey("csv").parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\n", "\r\n", "\r", "\\n", "\\n\n", "\f", "\u0085", "\u2028", " \u2029\u00A0"})
  void every_line_end_ends_a_line(String end) {
    assertThat(InvoiceParsers.forKey("csv").parse("A|B|1|1|1" + end + "C|D|1|1|1" + end))
        .extracting(ParsedLine::rawLine)
        .containsExactly("A|B|1|1|1", "C|D|1|1|1");
    assertThat(
            InvoiceParsers.forKey("myesa")
                .parse("** A 1 PZA B" + end + "5 5" + end + "** C 1 PZA D"))
        .extracting(ParsedLine::name, ParsedLine::isComplete)
        .containsExactly(tuple("B", true), tuple("D", false));
  }

  @Test
  void what_no_column_takes_is_replaced() {
    assertThat(InvoiceParsers.forKey("csv").parse("A\0B|C\uD800D|1|1|1"))
        .extracting(ParsedLine::sku, ParsedLine::name)
        .containsExactly(tuple("A B", "C?D"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"myesa", "csv"})
  void after_five_thousand_lines_one_says_that_the_rest_was_not_read(String key) {
    String item = key.equals("csv") ? "A|B|1|1|1\n" : "** A 1 PZA B\n1 1\n";
    InvoiceParser parser = InvoiceParsers.forKey(key);

    assertThat(parser.parse(item.repeat(5_000))).hasSize(5_000).allMatch(ParsedLine::isComplete);
    List<ParsedLine> lines = parser.parse(item.repeat(5_002));
    assertThat(lines).hasSize(5_001);
    assertThat(lines.subList(0, 5_000)).allMatch(ParsedLine::isComplete);
    assertThat(lines.get(5_000).isComplete()).isFalse();
    assertThat(lines.get(5_000).name()).contains("5000", "no se leyó");
  }

  static Stream<String> hostile_texts() {
    Stream<String> repeated =
        Stream.of(
                "\n",
                "\\",
                "\\n",
                "\0",
                "\uD800",
                "#",
                "|",
                ",",
                "*",
                "** ",
                "A-",
                "1 1\n",
                "a|",
                "|\n",
                "A|B|1|1|1\n",
                "** A 1 P N\n1 1\n",
                "\uD83C\uDFCD")
            .map(InvoiceParsersTest::repeated);
    Stream<String> withinItems =
        Stream.of(" ", "\u00A0", "1", "1 ", "1,", ".", "$ ", "A ", "A-")
            .map(InvoiceParsersTest::repeated)
            .flatMap(
                text ->
                    Stream.of(
                        "** A" + text + "x",
                        "** A 1 P" + text + "x",
                        "** A 1 P N\n1 " + text + "x",
                        "A|B|1" + text + "x|1|1"));
    return Stream.concat(repeated, withinItems);
  }

  private static String repeated(String unit) {
    return unit.repeat(HOSTILE_LENGTH / unit.length());
  }

  @ParameterizedTest
  @MethodSource("hostile_texts")
  void a_long_hostile_text_is_read_at_once(String text) {
    for (String key : List.of("myesa", "csv")) {
      List<ParsedLine> lines =
          Assertions.assertTimeoutPreemptively(
              FAR_TOO_LONG, () -> InvoiceParsers.forKey(key).parse(text));
      assertThat(lines).hasSizeLessThanOrEqualTo(InvoiceItem.MOST + 1);
    }
  }
}
