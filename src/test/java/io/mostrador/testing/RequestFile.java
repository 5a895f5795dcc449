package io.mostrador.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code docs/requests.http} says, before anything is put in for its variables.
 *
 * @param variables of the file, as in {@code @host = …}
 * @param requests in their order
 */
public record RequestFile(Map<String, String> variables, List<Written> requests) {

  private static final Path FILE = Path.of("docs", "requests.http");
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^###.*$");
  private static final Pattern VARIABLE = Pattern.compile("(?m)^@(\\w+) *= *(.*)$");
  private static final Pattern NAME = Pattern.compile("(?m)^# @name (\\w+)$");
  private static final Pattern STATUS = Pattern.compile("(?m)^# (\\d{3}) \\S.*$");

  /**
   * One request.
   *
   * @param name the operationId, followed by an underscore and a word when it is there once more
   * @param status that it is answered with
   * @param url with variables
   * @param body null for none
   */
  public record Written(
      String name,
      int status,
      String method,
      String url,
      Map<String, String> headers,
      String body) {

    public String operationId() {
      return name.split("_", 2)[0];
    }

    /** Below the API's root, without query. */
    String path() {
      return url.replaceFirst("^\\{\\{api}}", "").replaceFirst("\\?.*$", "");
    }

    /** Whether a path of the contract, with its placeholders, is the one that is called. */
    public boolean isFor(String template) {
      return path().matches(template.replaceAll("\\{[^}]+}", "[^/]+"));
    }
  }

  public static RequestFile read() {
    try {
      return parse(Files.readString(FILE));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(FILE.toString(), unreadable);
    }
  }

  /** Throws {@link IllegalArgumentException} for a request without name or status. */
  static RequestFile parse(String text) {
    Map<String, String> variables = new HashMap<>();
    VARIABLE
        .matcher(text)
        .results()
        .forEach(found -> variables.put(found.group(1), found.group(2).strip()));
    List<Written> requests = new ArrayList<>();
    String[] blocks = SEPARATOR.split(text);
    for (int block = 1; block < blocks.length; block++) {
      if (!blocks[block].isBlank()) {
        requests.add(request(blocks[block].strip()));
      }
    }
    return new RequestFile(Map.copyOf(variables), List.copyOf(requests));
  }

  private static Written request(String block) {
    String[] parts = block.split("\n\n", 2);
    List<String> lines = parts[0].lines().filter(line -> !line.startsWith("#")).toList();
    String[] call = lines.get(0).split(" ", 2);
    Map<String, String> headers = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] header = line.split(": ", 2);
      headers.put(header[0], header[1]);
    }
    return new Written(
        named(NAME, block),
        Integer.parseInt(named(STATUS, block)),
        call[0],
        call[1],
        Map.copyOf(headers),
        parts.length == 2 ? parts[1] : null);
  }

  private static String named(Pattern pattern, String block) {
    Matcher found = pattern.matcher(block);
    if (!found.find()) {
      throw new IllegalArgumentException("no " + pattern + " in docs/requests.http:\n" + block);
    }
    return found.group(1);
  }
}
