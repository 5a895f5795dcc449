package io.mostrador.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** Puts measured rows where the documentation shows them. */
final class Figures {

  private static final Path DOCUMENT = Path.of("docs/performance.md");

  private Figures() {}

  /** Replaces what is between the two marks named {@code part}. */
  static void write(String part, List<Row> rows) throws IOException {
    String table =
        rows.stream()
            .map(Row::markdown)
            .collect(
                Collectors.joining(
                    "\n",
                    "Measured on %s by `mvn -Pbench test`.\n\n"
                            .formatted(LocalDate.now(ZoneOffset.UTC))
                        + "| what | measured | against | ceiling | ratio | gate | |\n"
                        + "|---|---|---|---|---|---|---|\n",
                    "\n"));
    Marks.replace(DOCUMENT, part, table);
  }
}
