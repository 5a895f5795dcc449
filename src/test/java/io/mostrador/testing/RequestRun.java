package io.mostrador.testing;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends the requests of a {@link RequestFile}, one after the other, with what earlier ones gave.
 */
public final class RequestRun {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}]+)}}");
  private static final Pattern ANSWER = Pattern.compile("(\\w+)\\.response\\.body\\.\\$\\.(.+)");
  private static final int DEEPEST = 4;

  private final URI base;
  private final Map<String, String> variables;
  private final Map<String, Answer> answers = new HashMap<>();

  private RequestRun(URI base, Map<String, String> variables) {
    this.base = base;
    this.variables = new HashMap<>(variables);
    this.variables.put("host", base.toString());
  }

  /**
   * A request as it left.
   *
   * @param path below the API's root, with query
   * @param body null for none
   */
  public record Sent(RequestFile.Written written, String path, String body, Answer answer) {}

  /** All requests in their order; throws when a variable has no value. */
  public static List<Sent> of(RequestFile file, URI base) {
    RequestRun run = new RequestRun(base, file.variables());
    List<Sent> sent = new ArrayList<>();
    file.requests().forEach(request -> sent.add(run.send(request)));
    return sent;
  }

  private Sent send(RequestFile.Written written) {
    ApiClient client = new ApiClient(base);
    for (var header : written.headers().entrySet()) {
      client = client.with(header.getKey(), filled(written, header.getValue(), 0));
    }
    String url = filled(written, written.url(), 0);
    String path = url.substring(variable(written, "api").length());
    String body = written.body() == null ? null : filled(written, written.body(), 0);
    Answer answer = client.send(written.method(), path, body);
    answers.put(written.name(), answer);
    return new Sent(written, path, body, answer);
  }

  private String variable(RequestFile.Written written, String name) {
    return filled(written, variables.get(name), 0);
  }

  private String filled(RequestFile.Written written, String text, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException(written.name() + ": variables in a circle: " + text);
    }
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    filled(written, value(written, found.group(1)), depth + 1)));
  }

  private String value(RequestFile.Written written, String name) {
    if (name.equals("$timestamp")) {
      return Long.toString(Instant.now().getEpochSecond());
    }
    if (variables.containsKey(name)) {
      return variables.get(name);
    }
    Matcher earlier = ANSWER.matcher(name);
    if (earlier.matches() && answers.containsKey(earlier.group(1))) {
      Answer answer = answers.get(earlier.group(1));
      Object found = at(Json.decodeValue(answer.text()), earlier.group(2));
      if (found != null) {
        return found.toString();
      }
      throw new IllegalArgumentException(
          written.name() + ": nothing at " + name + " in " + answer.status() + answer.text());
    }
    throw new IllegalArgumentException(written.name() + ": no value for " + name);
  }

  /**
   * @param path names and indexes, as in {@code results[0].id}
   */
  private static Object at(Object json, String path) {
    Object found = json;
    for (String step : path.split("[.\\[\\]]+")) {
      if (found instanceof JsonArray array) {
        int index = Integer.parseInt(step);
        found = index < array.size() ? array.getValue(index) : null;
      } else {
        found = found instanceof JsonObject object ? object.getValue(step) : null;
      }
    }
    return found;
  }
}
