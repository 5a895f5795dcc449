package io.mostrador.domain.purchasing.parsing;

import java.util.Map;

/** Which parser reads which {@code parser_key}: a new format is one class and one line here. */
public final class InvoiceParsers {

  private static final Map<String, InvoiceParser> BY_KEY =
      Map.ofEntries(
          Map.entry("myesa", new MyesaParser()) // one line a format
          );

  private static final InvoiceParser OTHERWISE = new DelimitedParser();

  private InvoiceParsers() {}

  public static InvoiceParser forKey(String parserKey) {
    return BY_KEY.getOrDefault(parserKey, OTHERWISE);
  }
}
