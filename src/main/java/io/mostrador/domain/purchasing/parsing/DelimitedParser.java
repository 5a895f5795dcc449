package io.mostrador.domain.purchasing.parsing;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads {@code sku|name|qty|unit_cost|unit_price}, or the same with commas, one item a line. A line
 * that starts with {@code #} is a comment, and so is what follows one in the price; further parts
 * are ignored.
 */
final class DelimitedParser implements InvoiceParser {

  private static final Pattern BAR = Pattern.compile("\\|");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final int PARTS = 5;

  @Override
  public List<ParsedLine> parse(String rawText) {
    return InvoiceItem.lines(
        InvoiceText.lines(rawText)
            .filter(line -> !line.startsWith("#"))
            .map(DelimitedParser::item));
  }

  private static InvoiceItem item(String line) {
    Pattern separator = line.indexOf('|') >= 0 ? BAR : COMMA;
    String[] parts = separator.split(line, PARTS + 1);
    if (parts.length < PARTS) {
      return InvoiceItem.unreadable(line, line);
    }
    return new InvoiceItem(
        line,
        InvoiceText.trimmed(parts[0]),
        InvoiceText.trimmed(parts[1]),
        parts[2],
        parts[3],
        withoutComment(parts[4]));
  }

  /** Only in the price: a {@code #} in a name belongs to it, as in "LLAVE #12". */
  private static String withoutComment(String price) {
    int comment = price.indexOf('#');
    return comment < 0 ? price : price.substring(0, comment);
  }
}
