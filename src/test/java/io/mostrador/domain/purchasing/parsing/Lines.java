package io.mostrador.domain.purchasing.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Short forms for expected lines, and what holds of the lines of any text whatever. */
final class Lines {

  /** More would make checking a long text slower than reading it. */
  private static final int REREAD = 20;

  private Lines() {}

  /** {@code amounts}: quantity, cost, price, public price; "" where there is none. */
  static ParsedLine line(int lineNo, String rawLine, String sku, String name, String... amounts) {
    return new ParsedLine(
        lineNo,
        rawLine,
        sku,
        name,
        decimal(amounts[0]),
        decimal(amounts[1]),
        decimal(amounts[2]),
        decimal(amounts[3]));
  }

  /** The record itself refuses what no column takes; here is what it cannot know. */
  static void assertSound(String text, InvoiceParser parser) {
    List<ParsedLine> lines = parser.parse(text);
    assertThat(lines).hasSizeLessThanOrEqualTo(InvoiceItem.MOST + 1);
    assertThat(lines.stream().mapToLong(line -> line.rawLine().length()).sum())
        .isLessThanOrEqualTo(text.length());
    for (int index = 0; index < lines.size(); index++) {
      ParsedLine line = lines.get(index);
      assertThat(line.lineNo()).isEqualTo(index + 1);
      assertStorable(line.rawLine());
      assertStorable(line.sku());
      assertStorable(line.name());
      assertPrices(line);
    }
    lines.stream().limit(REREAD).forEach(line -> assertReadsTheSameAlone(line, parser));
  }

  private static void assertReadsTheSameAlone(ParsedLine line, InvoiceParser parser) {
    List<ParsedLine> alone = parser.parse(line.rawLine());
    assertThat(alone).hasSize(1);
    assertThat(alone.get(0).rawLine()).isEqualTo(line.rawLine());
    assertThat(alone.get(0).sku()).isEqualTo(line.sku());
    assertThat(alone.get(0).name()).isEqualTo(line.name());
    assertThat(alone.get(0).qty()).isEqualTo(line.qty());
  }

  private static void assertStorable(String text) {
    assertThat(text).doesNotContain("\0");
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
  }

  private static void assertPrices(ParsedLine line) {
    if (line.unitCost() == null) {
      assertThat(line.publicPrice()).isNull();
    } else if (line.publicPrice() != null) {
      assertThat(line.publicPrice()).isGreaterThanOrEqualTo(line.unitCost());
      assertThat(line.unitPrice()).isNotNull();
    }
  }

  private static BigDecimal decimal(String text) {
    return text.isEmpty() ? null : new BigDecimal(text);
  }
}
