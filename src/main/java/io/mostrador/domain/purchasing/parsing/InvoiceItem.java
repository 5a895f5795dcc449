package io.mostrador.domain.purchasing.parsing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An item in the supplier's words, empty where there are none, and how it becomes a line. */
record InvoiceItem(
    String rawLine, String sku, String name, String qty, String unitCost, String unitPrice) {

  /** Above any invoice of a small shop; bounds what one text can make the database write. */
  static final int MOST = 5_000;

  private static final String REST_NOT_READ =
      "El texto tiene más de %d renglones: de aquí en adelante no se leyó.".formatted(MOST);

  private static final BigDecimal WITH_TAX = new BigDecimal("1.16");
  private static final BigDecimal WITH_TAX_AND_MARGIN = WITH_TAX.multiply(new BigDecimal("1.30"));

  /** A line without SKU or numbers. */
  static InvoiceItem unreadable(String rawLine, String name) {
    return new InvoiceItem(rawLine, "", name, "", "", "");
  }

  /** Asks for one item more than it reads; in its place comes the line that says so. */
  static List<ParsedLine> lines(Stream<InvoiceItem> items) {
    List<InvoiceItem> first = items.limit(MOST + 1L).toList();
    return IntStream.range(0, first.size())
        .mapToObj(index -> first.get(index).numbered(index + 1))
        .toList();
  }

  InvoiceItem withUnitCost(String text) {
    return new InvoiceItem(rawLine, sku, name, qty, text, unitPrice);
  }

  private ParsedLine numbered(int lineNo) {
    return lineNo > MOST ? unreadable(rawLine, REST_NOT_READ).line(lineNo) : line(lineNo);
  }

  private ParsedLine line(int lineNo) {
    Optional<BigDecimal> cost = InvoiceText.number(unitCost);
    return new ParsedLine(
        lineNo,
        rawLine,
        // A SKU cut short would be another product's.
        InvoiceText.length(sku) > ParsedLine.LONGEST_SKU ? "" : sku,
        InvoiceText.cut(name, ParsedLine.LONGEST_NAME),
        amount(InvoiceText.number(qty)),
        amount(cost),
        amount(InvoiceText.number(unitPrice).or(() -> cost.map(WITH_TAX::multiply))),
        amount(cost.map(WITH_TAX_AND_MARGIN::multiply)));
  }

  private static BigDecimal amount(Optional<BigDecimal> exact) {
    return exact.flatMap(InvoiceText::amount).orElse(null);
  }
}
