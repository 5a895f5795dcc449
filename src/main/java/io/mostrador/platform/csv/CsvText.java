package io.mostrador.platform.csv;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table as RFC 4180 has them; a text that a spreadsheet would take for a formula gets an
 * apostrophe before it.
 */
public final class CsvText {

  /** By it a spreadsheet knows that the text is UTF-8. */
  public static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String FORMULA_STARTS = "=+-@\t\r\n";

  private final StringWriter text = new StringWriter();
  private final CsvWriter writer =
      CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).bufferSize(0).build(text);

  private CsvText() {}

  /** With byte order mark and the row of names. */
  public static CsvText beginning(Iterable<String> columns) {
    CsvText csv = new CsvText();
    csv.text.append(BYTE_ORDER_MARK);
    csv.writer.writeRecord(columns);
    return csv;
  }

  /** More rows of a table that has begun. */
  public static CsvText continued() {
    return new CsvText();
  }

  /** Adds a row: texts are defused, numbers stay numbers, null is empty. */
  @CanIgnoreReturnValue
  public CsvText row(@Nullable Object... cells) {
    writer.writeRecord(Arrays.stream(cells).map(CsvText::cell).toArray(String[]::new));
    return this;
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof Number ? value.toString() : defused(value.toString());
  }

  /** A text that no spreadsheet program runs. */
  static String defused(String text) {
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  @Override
  public String toString() {
    try {
      writer.flush();
    } catch (IOException memoryDoesNotFail) {
      throw new UncheckedIOException(memoryDoesNotFail);
    }
    return text.toString();
  }
}
