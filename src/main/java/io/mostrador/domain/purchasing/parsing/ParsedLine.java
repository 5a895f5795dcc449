package io.mostrador.domain.purchasing.parsing;

import io.mostrador.kernel.Decimals;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line as the columns of an import line take it; amounts have two places and are never negative.
 *
 * @param lineNo from 1, without gaps
 * @param rawLine trimmed; whole, however long
 * @param sku empty when the text has none, or one over 64 characters
 * @param name cut to 255 characters
 * @param unitPrice as written, else cost with tax
 * @param publicPrice cost with tax and margin
 */
public record ParsedLine(
    int lineNo,
    String rawLine,
    String sku,
    String name,
    @Nullable BigDecimal qty,
    @Nullable BigDecimal unitCost,
    @Nullable BigDecimal unitPrice,
    @Nullable BigDecimal publicPrice) {

  static final int LONGEST_SKU = 64;
  static final int LONGEST_NAME = 255;

  public ParsedLine {
    if (lineNo < 1
        || InvoiceText.length(sku) > LONGEST_SKU
        || InvoiceText.length(name) > LONGEST_NAME
        || !Stream.of(qty, unitCost, unitPrice, publicPrice).allMatch(ParsedLine::isAmount)) {
      throw new IllegalArgumentException("line " + lineNo);
    }
  }

  /** Has a SKU, a quantity above zero and a cost; a line without is INVALID. */
  public boolean isComplete() {
    return !sku.isEmpty() && qty != null && qty.signum() > 0 && unitCost != null;
  }

  private static boolean isAmount(@Nullable BigDecimal value) {
    return value == null
        || (value.scale() == 2 && value.signum() >= 0 && Decimals.isStorable(value));
  }
}
