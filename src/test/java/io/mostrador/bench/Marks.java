package io.mostrador.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The places of a document that benches write. */
final class Marks {

  private Marks() {}

  /** Replaces what is between the two marks named {@code part}. */
  static void replace(Path document, String part, String table) throws IOException {
    System.out.println(table);
    String begin = "<!-- bench: " + part + " -->\n";
    String text = Files.readString(document);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf("<!-- end of " + part + " -->");
    if (from < begin.length() || to < from) {
      throw new IllegalStateException(document + " has no place for " + part);
    }
    Files.writeString(document, text.substring(0, from) + table + text.substring(to));
  }
}
