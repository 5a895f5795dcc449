package io.mostrador.fuzz;

import io.mostrador.platform.http.Operation;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request, ready to be sent.
 *
 * @param fault what is wrong with it, for people
 * @param isSure whether the contract leaves no doubt that it is refused
 * @param target path below the root of the contract, and query
 * @param body null for none
 */
record Call(
    Operation operation,
    String fault,
    boolean isSure,
    String target,
    List<Map.Entry<String, String>> headers,
    Buffer body) {

  private static final int LONGEST_SHOWN = 600;

  /** To send it again by hand; without the token. */
  @Override
  public String toString() {
    String sent =
        headers.stream()
            .filter(header -> !header.getValue().startsWith("Bearer ey"))
            .map(header -> header.getKey() + ": " + shortened(header.getValue()))
            .collect(Collectors.joining("; "));
    return "%s %s [%s] %s <- %s"
        .formatted(
            operation.method(),
            shortened(target),
            sent,
            body == null ? "" : shortened(body.toString()),
            fault);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_SHOWN
        ? text
        : text.substring(0, LONGEST_SHOWN) + "… (" + text.length() + ")";
  }
}
