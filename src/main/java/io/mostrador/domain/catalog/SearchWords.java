package io.mostrador.domain.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody looks for, taken apart at white space.
 *
 * @param inOrder as they were typed; none when nothing is looked for
 */
record SearchWords(List<String> inOrder) {

  private static final Pattern TRIGRAM = Pattern.compile("[\\p{L}\\p{N}]{3}");

  SearchWords {
    inOrder = List.copyOf(inOrder);
  }

  static SearchWords of(Optional<String> text) {
    return new SearchWords(
        text.stream()
            .flatMap(all -> Stream.of(all.split("\\s+")))
            .filter(word -> !word.isEmpty())
            .toList());
  }

  boolean isEmpty() {
    return inOrder.isEmpty();
  }

  /** With one blank between words. */
  String phrase() {
    return inOrder.stream().collect(Collectors.joining(" "));
  }

  /** The longest first: those that an index narrows down by. */
  String[] longestFirst() {
    return inOrder.stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toArray(String[]::new);
  }

  /**
   * Whether an index of trigrams can narrow down the search: one or two letters are in too many.
   */
  boolean hasTrigram() {
    return inOrder.stream().anyMatch(word -> TRIGRAM.matcher(word).find());
  }
}
