package io.mostrador.domain.purchasing.parsing;

import java.util.List;

/** Reads one supplier's format. */
public interface InvoiceParser {

  /**
   * Never fails, takes time linear in the text, and is empty when nothing was found. Numbered from
   * 1 in the order of the text; at most 5,000 lines, and then one without SKU or numbers whose name
   * says that the rest was not read.
   */
  List<ParsedLine> parse(String rawText);
}
