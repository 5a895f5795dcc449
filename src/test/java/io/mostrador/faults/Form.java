package io.mostrador.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** How thoroughly faults are tried, and where what was measured is written. */
final class Form {

  static final Path FOLDER = Path.of("target", "faults");
  private static final boolean IS_LONG =
      System.getProperty("mostrador.faults", "short").equals("long");

  private Form() {}

  static int times(int inShort, int inLong) {
    return IS_LONG ? inLong : inShort;
  }

  /** One line in the output and in {@code target/faults/measured.txt}. */
  static void measured(String fault, String what) {
    String line = "fault: %s: %s%n".formatted(fault, what);
    System.out.print(line);
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(
          FOLDER.resolve("measured.txt"),
          line,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
  }
}
