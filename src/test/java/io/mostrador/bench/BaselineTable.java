package io.mostrador.bench;

import io.mostrador.bulk.BulkOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes {@code docs/baseline.md} between its marks, and the plans beside it. */
final class BaselineTable {

  private static final Path DOCUMENT =
      Path.of(System.getProperty("mostrador.bench.docs", "docs"), "baseline.md");

  private final BulkOrder order;
  private final Set<String> bigTables;

  BaselineTable(BulkOrder order, Set<String> bigTables) {
    this.order = order;
    this.bigTables = bigTables;
  }

  void write(List<BaselineRow> rows) throws IOException {
    String table =
        rows.stream()
            .map(row -> row.markdown(bigTables))
            .collect(
                Collectors.joining(
                    "\n",
                    "Measured on %s with %,d products and %,d sales over %,d days.\n\n%s"
                        .formatted(
                            LocalDate.now(ZoneOffset.UTC),
                            order.products(),
                            order.sales(),
                            order.days(),
                            BaselineRow.HEAD),
                    "\n"));
    System.out.println(table);
    String begin = "<!-- bench: baseline -->\n";
    String text = Files.readString(DOCUMENT);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf("<!-- end of baseline -->");
    if (from < begin.length() || to < from) {
      throw new IllegalStateException(DOCUMENT + " has no place for the table");
    }
    Files.writeString(DOCUMENT, text.substring(0, from) + table + text.substring(to));
    writePlans(rows);
  }

  private static void writePlans(List<BaselineRow> rows) throws IOException {
    Path folder = Files.createDirectories(DOCUMENT.resolveSibling("plans"));
    Map<String, StringBuilder> files = new LinkedHashMap<>();
    for (BaselineRow row : rows) {
      StringBuilder file =
          files.computeIfAbsent(row.of().operation(), operation -> new StringBuilder());
      file.append("==== ").append(row.of().name()).append("\n\n");
      row.plans().forEach(plan -> file.append(plan.text()).append("\n\n"));
    }
    for (Map.Entry<String, StringBuilder> file : files.entrySet()) {
      Files.writeString(
          folder.resolve(file.getKey() + ".txt"), file.getValue().toString().strip() + "\n");
    }
  }
}
