package io.mostrador.bench;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One statement as PostgreSQL ran it.
 *
 * @param query as it was sent
 * @param nodes one line each, and what is said of it
 */
record Plan(double millis, String query, List<String> nodes) {

  private static final Pattern DURATION = Pattern.compile("duration: ([0-9.]+) ms +plan:");
  private static final Pattern SCAN =
      Pattern.compile("(\\w+ )?(Seq|Index|Index Only|Bitmap Index) Scan.*? (?:using|on) (\\w+)");
  private static final Pattern PAGES = Pattern.compile("(?:hit|read)=(\\d+)");
  private static final String NOISE =
      " \\(cost=[^)]*\\)|^\\s*(Index Searches|Heap Fetches|Disabled|Query Identifier):.*";

  /**
   * Reads an entry of {@code auto_explain}.
   *
   * @param lines without the tab that continued lines begin with
   */
  static Plan of(List<String> lines) {
    Matcher duration = DURATION.matcher(lines.get(0));
    if (!duration.find()) {
      throw new IllegalArgumentException(lines.get(0));
    }
    int first = 1;
    while (first < lines.size() && !lines.get(first).contains("(cost=")) {
      first++;
    }
    String query =
        lines.subList(1, first).stream()
            .filter(line -> !line.startsWith("Query Parameters:"))
            .collect(Collectors.joining("\n"));
    List<String> nodes =
        lines.subList(first, lines.size()).stream()
            .map(line -> line.replaceAll(NOISE, ""))
            .filter(line -> !line.isBlank())
            .toList();
    return new Plan(
        Double.parseDouble(duration.group(1)), query.replaceFirst("Query Text: ", ""), nodes);
  }

  static boolean begins(String line) {
    return DURATION.matcher(line).find();
  }

  /** Pages of 8 kB that it looked at, also the same one twice. */
  long buffers() {
    return nodes.stream()
        .map(String::strip)
        .filter(line -> line.startsWith("Buffers:"))
        .findFirst()
        .map(line -> line.replaceAll("(local|temp) .*", ""))
        .map(PAGES::matcher)
        .map(pages -> pages.results().mapToLong(page -> Long.parseLong(page.group(1))).sum())
        .orElse(0L);
  }

  /** Names of the indexes that were read, and of {@code big} tables that were read whole. */
  Set<String> reads(Set<String> big) {
    Set<String> read = new LinkedHashSet<>();
    for (String line : nodes) {
      Matcher scan = SCAN.matcher(line);
      if (!scan.find() || line.contains("never executed")) {
        continue;
      }
      if (!scan.group(2).equals("Seq")) {
        read.add(scan.group(3));
      } else if (big.contains(scan.group(3))) {
        read.add("**Seq Scan " + scan.group(3) + "**");
      }
    }
    return read;
  }

  String text() {
    return Stream.concat(
            Stream.of("-- %.2f ms, %d pages".formatted(millis, buffers()), query.strip(), ""),
            nodes.stream())
        .collect(Collectors.joining("\n"));
  }
}
