package io.mostrador.fuzz;

import io.vertx.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A JSON value of maps and lists that may hold what no JSON library would write. */
final class JsonTree {

  /** Written as it stands. */
  record Literal(String text) {}

  private JsonTree() {}

  static Object copy(Object tree) {
    if (tree instanceof Map<?, ?> fields) {
      Map<String, Object> copy = new LinkedHashMap<>();
      fields.forEach((name, value) -> copy.put((String) name, copy(value)));
      return copy;
    }
    if (tree instanceof List<?> items) {
      List<Object> copy = new ArrayList<>();
      items.forEach(item -> copy.add(copy(item)));
      return copy;
    }
    return tree;
  }

  /** Does nothing where an earlier fault has taken the place away. */
  static void put(Object tree, List<Object> path, Object value) {
    Object parent = parent(tree, path);
    Object last = path.get(path.size() - 1);
    if (parent instanceof Map<?, ?> && last instanceof String name) {
      fields(parent).put(name, value);
    } else if (parent instanceof List<?> items && last instanceof Integer index) {
      if (index < items.size()) {
        items(parent).set(index, value);
      }
    }
  }

  static void remove(Object tree, List<Object> path) {
    if (parent(tree, path) instanceof Map<?, ?> fields) {
      fields.remove(path.get(path.size() - 1));
    }
  }

  private static Object parent(Object tree, List<Object> path) {
    Object at = tree;
    for (Object step : path.subList(0, path.size() - 1)) {
      if (step instanceof String && at instanceof Map<?, ?> fields) {
        at = fields.get(step);
      } else if (step instanceof Integer index
          && at instanceof List<?> items
          && index < items.size()) {
        at = items.get(index);
      } else {
        return null;
      }
    }
    return at;
  }

  @SuppressWarnings("unchecked") // only trees of this class are handed in
  private static Map<String, Object> fields(Object tree) {
    return (Map<String, Object>) tree;
  }

  @SuppressWarnings("unchecked") // only trees of this class are handed in
  private static List<Object> items(Object tree) {
    return (List<Object>) tree;
  }

  static String text(Object tree) {
    if (tree instanceof Literal literal) {
      return literal.text();
    }
    if (tree instanceof Map<?, ?> fields) {
      return fields.entrySet().stream()
          .map(field -> Json.encode(field.getKey()) + ":" + text(field.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (tree instanceof List<?> items) {
      return items.stream().map(JsonTree::text).collect(Collectors.joining(",", "[", "]"));
    }
    return Json.encode(tree);
  }
}
