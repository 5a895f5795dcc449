package io.mostrador.domain.catalog;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In which order a list of products is; ties are by name, then newest first. */
enum Ordering {
  NAME("name", "p.name, p.id DESC"),
  NAME_DOWN("-name", "p.name DESC, p.id"),
  PRICE("default_price", "p.default_price, p.name, p.id DESC"),
  PRICE_DOWN("-default_price", "p.default_price DESC, p.name, p.id DESC"),
  LAST_CHANGED("-updated_at", "p.updated_at DESC, p.name, p.id DESC"),
  RELEVANCE("relevance", "p.place, p.name, p.id DESC");

  private static final String DOWN = " DESC";

  private final String text;
  private final String clause;

  Ordering(String text, String clause) {
    this.text = text;
    this.clause = clause;
  }

  /**
   * By name when nothing was said.
   *
   * @param text one of the contract's
   */
  static Ordering of(Optional<String> text) {
    return text.map(
            said ->
                Stream.of(values())
                    .filter(each -> each.text.equals(said))
                    .findFirst()
                    .orElseThrow())
        .orElse(NAME);
  }

  /** The other way round. */
  String reversed() {
    return Stream.of(clause.split(", "))
        .map(each -> each.endsWith(DOWN) ? each.replace(DOWN, "") : each + DOWN)
        .collect(Collectors.joining(", "));
  }

  /** For rows {@code p} with the columns of a product, and {@code place} for its relevance. */
  String clause() {
    return clause;
  }
}
