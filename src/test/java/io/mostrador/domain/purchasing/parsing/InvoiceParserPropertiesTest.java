package io.mostrador.domain.purchasing.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class InvoiceParserPropertiesTest {

  private static final long MOST_CENTS = 999_999_999_999L;

  private final InvoiceParser myesa = InvoiceParsers.forKey("myesa");
  private final InvoiceParser delimited = InvoiceParsers.forKey("csv");

  /** Quantity and amounts in hundredths. */
  record Item(String sku, String name, long qty, long unitCost, long unitPrice) {

    String delimited(String separator) {
      return String.join(separator, sku, name, plain(qty), plain(unitCost), plain(unitPrice));
    }

    String myesaItem() {
      return "** %s %s PZA %s".formatted(sku, grouped(qty), name);
    }

    String myesaAmounts() {
      return "$ %s  $ %s".formatted(grouped(unitCost), grouped(unitPrice));
    }

    ParsedLine line(int lineNo, String rawLine, BigDecimal price) {
      return new ParsedLine(
          lineNo,
          rawLine,
          sku,
          name,
          amount(qty),
          amount(unitCost),
          price,
          dividedHalfEven(unitCost * 1508, 1000));
    }
  }

  @Property(tries = 300)
  void any_text_is_read_soundly(@ForAll("texts") String text) {
    Lines.assertSound(text, myesa);
    Lines.assertSound(text, delimited);
  }

  @Property(tries = 200)
  void what_is_written_with_bars_is_read_back(@ForAll("items") @Size(max = 30) List<Item> items) {
    assertReadBack(items, "|");
  }

  @Property(tries = 200)
  void what_is_written_with_commas_is_read_back(@ForAll("items") @Size(max = 30) List<Item> items) {
    assertReadBack(items, ",");
  }

  @Property(tries = 200)
  void what_myesa_writes_is_read_back(
      @ForAll("items") @Size(max = 30) List<Item> items, @ForAll("ends") String end) {
    String text =
        items.stream()
            .map(item -> item.myesaItem() + end + "CLAVE 1.00 2.00" + end + item.myesaAmounts())
            .collect(Collectors.joining(end, "FACTURA 1" + end, end + "Total 1.00"));

    assertThat(myesa.parse(text)).isEqualTo(lines(items));
  }

  @Property(tries = 500)
  void prices_are_cost_times_their_factor_rounded_half_even(
      @ForAll @LongRange(max = MOST_CENTS / 2) long cents) {
    ParsedLine line = delimited.parse("A|B|1|" + plain(cents) + "|").get(0);

    assertThat(line.unitPrice()).isEqualTo(dividedHalfEven(cents * 116, 100));
    assertThat(line.publicPrice()).isEqualTo(dividedHalfEven(cents * 1508, 1000));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(300);
    Arbitrary<String> almostItems =
        Arbitraries.of(
                "** ",
                "A-1",
                " ",
                "2",
                " PZA ",
                "Ñ",
                "1,234.50",
                "$",
                ".",
                ",",
                "|",
                "#",
                "\\n",
                "\n",
                "\r\n",
                "\u2028",
                "\u00A0",
                "\0",
                "\uD800",
                "\uDC00",
                "-",
                "99999999999",
                "٣")
            .list()
            .ofMaxSize(60)
            .map(pieces -> String.join("", pieces));
    return Arbitraries.oneOf(anything, almostItems);
  }

  /** The name may hold anything but what separates; half the cost's range, for the public price. */
  @Provide
  Arbitrary<List<Item>> items() {
    Arbitrary<String> skus =
        Arbitraries.strings()
            .withCharRange('A', 'Z')
            .withCharRange('0', '9')
            .withChars('-')
            .ofMinLength(1)
            .ofMaxLength(64);
    Arbitrary<String> names =
        Arbitraries.strings()
            .withCharRange(' ', '~')
            .withCharRange('¡', 'ɏ')
            .excludeChars('|', ',', '\\')
            .ofMinLength(1)
            .ofMaxLength(255)
            .map(String::strip)
            .filter(name -> !name.isEmpty());
    return Combinators.combine(
            skus,
            names,
            Arbitraries.longs().between(1, MOST_CENTS),
            Arbitraries.longs().between(0, MOST_CENTS / 2),
            Arbitraries.longs().between(0, MOST_CENTS))
        .as(Item::new)
        .list();
  }

  @Provide
  Arbitrary<String> ends() {
    return Arbitraries.of("\n", "\r\n", "\\n", "\n\n", "\f");
  }

  private void assertReadBack(List<Item> items, String separator) {
    String text =
        items.stream().map(item -> item.delimited(separator)).collect(Collectors.joining("\n"));
    List<ParsedLine> expected =
        IntStream.range(0, items.size())
            .mapToObj(
                index -> {
                  Item item = items.get(index);
                  return item.line(index + 1, item.delimited(separator), amount(item.unitPrice()));
                })
            .toList();

    assertThat(delimited.parse(text)).isEqualTo(expected);
  }

  private static List<ParsedLine> lines(List<Item> items) {
    return IntStream.range(0, items.size())
        .mapToObj(
            index -> {
              Item item = items.get(index);
              BigDecimal price = dividedHalfEven(item.unitCost() * 116, 100);
              return item.line(index + 1, item.myesaItem(), price);
            })
        .toList();
  }

  /** In whole numbers, so that it does not share the arithmetic it checks. */
  private static BigDecimal dividedHalfEven(long hundredths, long divisor) {
    long quotient = hundredths / divisor;
    long twiceTheRest = 2 * (hundredths % divisor);
    boolean up = twiceTheRest > divisor || (twiceTheRest == divisor && quotient % 2 == 1);
    return amount(up ? quotient + 1 : quotient);
  }

  private static BigDecimal amount(long hundredths) {
    return BigDecimal.valueOf(hundredths, 2);
  }

  private static String plain(long hundredths) {
    return amount(hundredths).toPlainString();
  }

  private static String grouped(long hundredths) {
    return String.format(Locale.ROOT, "%,.2f", amount(hundredths));
  }
}
