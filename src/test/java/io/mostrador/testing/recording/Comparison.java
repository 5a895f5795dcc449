package io.mostrador.testing.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Judges answers against recorded ones, one after the other: status, shape and values, up to
 * renaming of identifiers. What only the server says is fine.
 */
final class Comparison {

  /** Members whose words are the server's own: only their type counts. */
  static final Set<String> FREE_TEXT =
      Set.of("detail", "note", "message", "messages", "void_reason");

  private static final Set<String> UNORDERED = Set.of("lines", "payments");
  private static final Set<String> ERROR_MEMBERS = Set.of("code", "detail", "fields");
  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private final ValueComparison values;

  Comparison(Correspondence identifiers, TimeShift shift) {
    this.values = new ValueComparison(identifiers, shift);
  }

  /** What is wrong with {@code live}, in the order of the recorded body; empty when nothing is. */
  List<String> answer(Answer recorded, Answer live) {
    if (recorded.status() >= SERVER_ERROR) {
      return isRefusal(live)
          ? List.of()
          : List.of(
              "status %d, expected a 4xx answer with code, detail and fields"
                  .formatted(live.status()));
    }
    if (recorded.status() != live.status()) {
      return List.of(
          "status %d, expected %d; body %s"
              .formatted(live.status(), recorded.status(), Json.excerpt(live.body().toString())));
    }
    return value("$", "", recorded.body(), live.body());
  }

  private static boolean isRefusal(Answer live) {
    return live.status() >= CLIENT_ERROR
        && live.status() < SERVER_ERROR
        && ERROR_MEMBERS.stream().allMatch(live.body()::has);
  }

  private List<String> value(String path, String name, JsonNode recorded, JsonNode live) {
    if (FREE_TEXT.contains(name)) {
      return at(path, freeText(recorded, live));
    }
    if (recorded.isObject() && live.isObject()) {
      return name.equals("fields")
          ? at(path, fields(recorded, live))
          : members(path, recorded, live);
    }
    if (recorded.isArray() && live.isArray()) {
      return items(path, name, recorded, live);
    }
    return at(path, values.problem(name, recorded, live));
  }

  private static Optional<String> freeText(JsonNode recorded, JsonNode live) {
    boolean fits =
        recorded.isNull() == live.isNull() && (!recorded.isTextual() || live.isTextual());
    return fits ? Optional.empty() : Optional.of("expected free text, got " + live);
  }

  // A key that is an identifier names a thing of the recording: the server has its own.
  private static Optional<String> fields(JsonNode recorded, JsonNode live) {
    if (!recorded.isEmpty() && live.isEmpty()) {
      return Optional.of(
          "expected the offending fields %s, got none".formatted(Json.names(recorded)));
    }
    Set<String> missing = Json.names(recorded);
    missing.removeIf(Shape.UUID::fits);
    missing.removeAll(Json.names(live));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("%s not named, got %s".formatted(missing, Json.names(live)));
  }

  private List<String> members(String path, JsonNode recorded, JsonNode live) {
    return recorded.properties().stream()
        .flatMap(member -> member(path + "." + member.getKey(), member, live))
        .toList();
  }

  private Stream<String> member(String path, Map.Entry<String, JsonNode> recorded, JsonNode live) {
    String name = recorded.getKey();
    return live.has(name)
        ? value(path, name, recorded.getValue(), live.get(name)).stream()
        : Stream.of(path + ": missing");
  }

  private List<String> items(String path, String name, JsonNode recorded, JsonNode live) {
    if (recorded.size() != live.size()) {
      return List.of("%s: %d items, expected %d".formatted(path, live.size(), recorded.size()));
    }
    if (UNORDERED.contains(name) && recorded.path(0).isObject()) {
      Likeness likeness = Likeness.to(recorded.get(0));
      return pairs(path, name, likeness.sorted(recorded), likeness.sorted(live));
    }
    return pairs(path, name, Json.items(recorded), Json.items(live));
  }

  private List<String> pairs(
      String path, String name, List<JsonNode> recorded, List<JsonNode> live) {
    return IntStream.range(0, recorded.size())
        .boxed()
        .flatMap(i -> value(path + "[" + i + "]", name, recorded.get(i), live.get(i)).stream())
        .toList();
  }

  private static List<String> at(String path, Optional<String> problem) {
    return problem.map(text -> path + ": " + text).stream().toList();
  }
}
