package io.mostrador.platform.http;

import io.mostrador.kernel.PageRequest;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Spells requests that mean the same in the same way: only what the contract knows, as it was
 * understood, in the order of the alphabet, without what would be so anyway.
 */
final class CanonicalTarget {

  private static final String PAGE = "page";
  private static final String PAGE_SIZE = "page_size";

  private CanonicalTarget() {}

  /**
   * Path and query.
   *
   * @param parameters checked, as {@link RequestReader} gives them
   */
  static String of(Operation operation, JsonObject parameters) {
    String path = Contract.ROOT + operation.path();
    TreeMap<String, String> query = new TreeMap<>();
    for (String name : parameters.fieldNames()) {
      String value = encoded(parameters.getValue(name));
      String placeholder = "{" + name + "}";
      if (path.contains(placeholder)) {
        path = path.replace(placeholder, value);
      } else if (!isDefault(name, parameters)) {
        query.put(name, isLast(name, parameters) ? "last" : value);
      }
    }
    return query.isEmpty()
        ? path
        : query.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("&", path + "?", ""));
  }

  private static boolean isDefault(String name, JsonObject parameters) {
    return (name.equals(PAGE) && parameters.getInteger(PAGE) == 1)
        || (name.equals(PAGE_SIZE) && parameters.getInteger(PAGE_SIZE) == PageRequest.DEFAULT_SIZE);
  }

  private static boolean isLast(String name, JsonObject parameters) {
    return name.equals(PAGE) && parameters.getInteger(PAGE) == PageRequest.LAST;
  }

  private static String encoded(Object value) {
    return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }
}
