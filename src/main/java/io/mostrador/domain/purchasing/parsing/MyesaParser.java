package io.mostrador.domain.purchasing.parsing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code ** SKU QTY UNIT NAME}, and as its cost the first of the last two amounts that stand
 * alone on a line before the next item; whatever else the invoice says is skipped.
 */
final class MyesaParser implements InvoiceParser {

  private static final Pattern ITEM =
      Pattern.compile(
          """
          (?xU) \\*\\* \\s++
          (?<sku> [\\p{Lu}0-9-]++ ) \\s++
          (?<qty> [$.]?+ [0-9] [0-9,.]*+ ) \\s++
          (?<unit> \\S++ ) \\s++
          (?<name> .++ )
          """);

  private static final Pattern TWO_AMOUNTS =
      Pattern.compile(
          """
          (?xU) [$\\s]*+
          (?<unitCost> \\.?+ [0-9] [0-9,.]*+ ) [$\\s]++
          (?<lineTotal> \\.?+ [0-9] [0-9,.]*+ ) [$\\s]*+
          """);

  @Override
  public List<ParsedLine> parse(String rawText) {
    Deque<InvoiceItem> items = new ArrayDeque<>();
    Iterator<String> lines = InvoiceText.lines(rawText).iterator();
    while (lines.hasNext() && items.size() <= InvoiceItem.MOST) {
      read(lines.next(), items);
    }
    return InvoiceItem.lines(items.stream());
  }

  private static void read(String line, Deque<InvoiceItem> items) {
    Matcher item = ITEM.matcher(line);
    if (item.matches()) {
      items.addLast(
          new InvoiceItem(line, item.group("sku"), item.group("name"), item.group("qty"), "", ""));
    } else if (!items.isEmpty()) {
      unitCost(line).ifPresent(cost -> items.addLast(items.removeLast().withUnitCost(cost)));
    }
  }

  /** Empty unless the line is just two amounts. */
  private static Optional<String> unitCost(String line) {
    Matcher amounts = TWO_AMOUNTS.matcher(line);
    return amounts.matches() && InvoiceText.number(amounts.group("lineTotal")).isPresent()
        ? Optional.of(amounts.group("unitCost"))
            .filter(cost -> InvoiceText.number(cost).isPresent())
        : Optional.empty();
  }
}
