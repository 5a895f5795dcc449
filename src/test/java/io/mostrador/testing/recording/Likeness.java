package io.mostrador.testing.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The order in which items of a list without an order are put beside each other: by what they say,
 * where no identifier, time, free text or notation of a number enters.
 */
record Likeness(Set<String> names) {

  private static final int PLACES = 4;

  Likeness {
    names = new TreeSet<>(names);
  }

  /** By the members that {@code example} has. */
  static Likeness to(JsonNode example) {
    return new Likeness(Json.names(example));
  }

  List<JsonNode> sorted(JsonNode items) {
    return Json.items(items).stream().sorted(Comparator.comparing(this::key)).toList();
  }

  private String key(JsonNode item) {
    if (!item.isObject()) {
      return item.isTextual() ? item.textValue() : item.toString();
    }
    return names.stream()
        .filter(item::has)
        .flatMap(name -> part(name, item.get(name)).stream())
        .collect(Collectors.joining("|"));
  }

  private static Optional<String> part(String name, JsonNode value) {
    if (!value.isNumber() && !value.isTextual()) {
      return Optional.empty();
    }
    String text = value.asText();
    if (value.isNumber() || Shape.NUMBER.fits(text)) {
      BigDecimal number = new BigDecimal(text.strip()).setScale(PLACES, RoundingMode.HALF_EVEN);
      return Optional.of(name + "=" + number.toPlainString());
    }
    boolean differsByRun =
        Shape.UUID.fits(text) || Shape.TIMESTAMP.fits(text) || Comparison.FREE_TEXT.contains(name);
    return differsByRun ? Optional.empty() : Optional.of(name + "=" + text);
  }
}
