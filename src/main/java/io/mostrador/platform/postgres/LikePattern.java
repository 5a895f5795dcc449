package io.mostrador.platform.postgres;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns what people search for into patterns in which {@code %}, {@code _} and {@code \} are
 * themselves.
 */
public final class LikePattern {

  private LikePattern() {}

  /** Matches text that contains {@code part}; null when there is nothing to look for. */
  public static String containing(Optional<String> part) {
    return part.map(LikePattern::containing).orElse(null);
  }

  /** One pattern a word, each to be contained; none when there is nothing to look for. */
  public static String[] words(Optional<String> text) {
    return text.stream()
        .flatMap(all -> Stream.of(all.split("\\s+")))
        .filter(word -> !word.isEmpty())
        .map(LikePattern::containing)
        .toArray(String[]::new);
  }

  /** Matches text that begins with {@code part}; null when there is nothing to look for. */
  public static String beginningWith(Optional<String> part) {
    return part.map(text -> literal(text) + "%").orElse(null);
  }

  private static String containing(String part) {
    return "%" + literal(part) + "%";
  }

  private static String literal(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
