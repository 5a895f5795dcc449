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
    Marks.replace(DOCUMENT, "baseline", table);
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
