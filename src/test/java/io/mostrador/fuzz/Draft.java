package io.mostrador.fuzz;

import io.mostrador.platform.http.Operation;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A valid request that faults are put into before it is sent. */
final class Draft {

  private final Operation operation;
  private final Map<String, String> path = new LinkedHashMap<>();
  private final List<String> query = new ArrayList<>();
  private final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private Object tree;
  private Buffer body;

  /**
   * Takes what makes it valid.
   *
   * @param path parameter to value
   * @param tree null for an operation without body
   */
  Draft(Operation operation, Map<String, String> path, Object tree) {
    this.operation = operation;
    this.path.putAll(path);
    this.tree = JsonTree.copy(tree);
    if (tree != null) {
      header("Content-Type", "application/json");
    }
  }

  /** As it stands in the request line. */
  void path(String parameter, String raw) {
    path.put(parameter, raw);
  }

  /** As it stands in the request line. */
  void query(String raw) {
    query.add(raw);
  }

  /** In place of those with the same name. */
  void header(String name, String value) {
    noHeader(name);
    headers.add(Map.entry(name, value));
  }

  /** Beside those with the same name. */
  void anotherHeader(String name, String value) {
    headers.add(Map.entry(name, value));
  }

  void noHeader(String name) {
    headers.removeIf(header -> header.getKey().equalsIgnoreCase(name));
  }

  void put(List<Object> place, Object value) {
    if (place.isEmpty()) {
      tree = value;
    } else {
      JsonTree.put(tree, place, value);
    }
  }

  void remove(List<Object> place) {
    JsonTree.remove(tree, place);
  }

  /** Instead of the tree. */
  void body(Buffer bytes) {
    body = bytes;
  }

  /** Null for none. */
  Buffer body() {
    return body != null || tree == null ? body : Buffer.buffer(JsonTree.text(tree));
  }

  Call call(String fault, boolean isSure) {
    String target = operation.path();
    for (Map.Entry<String, String> parameter : path.entrySet()) {
      target = target.replace("{" + parameter.getKey() + "}", parameter.getValue());
    }
    if (!query.isEmpty()) {
      target += "?" + String.join("&", query);
    }
    return new Call(operation, fault, isSure, target, List.copyOf(headers), body());
  }
}
