package io.mostrador.bulk;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import org.postgresql.copy.CopyManager;

/** Collects rows of one table and sends them by COPY. */
final class CopyTable {

  private final CopyManager copy;
  private final String statement;
  private final StringBuilder rows = new StringBuilder();

  /**
   * @param columns comma-separated, in the order of the values
   */
  CopyTable(CopyManager copy, String table, String columns) {
    this.copy = copy;
    this.statement = "COPY " + table + " (" + columns + ") FROM STDIN";
  }

  /** Null is NULL; everything else is what its text says. */
  @CanIgnoreReturnValue
  CopyTable row(Object... values) {
    for (int column = 0; column < values.length; column++) {
      if (column > 0) {
        rows.append('\t');
      }
      append(values[column]);
    }
    rows.append('\n');
    return this;
  }

  private void append(Object value) {
    if (value == null) {
      rows.append("\\N");
      return;
    }
    String text = value.toString();
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      switch (each) {
        case '\\' -> rows.append("\\\\");
        case '\t' -> rows.append("\\t");
        case '\n' -> rows.append("\\n");
        case '\r' -> rows.append("\\r");
        default -> rows.append(each);
      }
    }
  }

  /** Sends what was collected. */
  void flush() throws SQLException, IOException {
    if (!rows.isEmpty()) {
      long written = copy.copyIn(statement, new StringReader(rows.toString()));
      assert written > 0;
      rows.setLength(0);
    }
  }
}
