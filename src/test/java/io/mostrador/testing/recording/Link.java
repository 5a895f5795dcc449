package io.mostrador.testing.recording;

import java.util.List;
import java.util.stream.Stream;

/** Where a page is: the path below the root of the API, and the parameters in no given order. */
record Link(String path, List<String> parameters) {

  private static final String API_ROOT = "/api/v1";

  /** Parameters that are recorded identifiers become the live ones. */
  static Link of(String url, Correspondence identifiers) {
    String[] pathAndQuery = last(url.split(API_ROOT, -1)).split("\\?", 2);
    String query = pathAndQuery.length == 1 ? "" : pathAndQuery[1];
    return new Link(
        pathAndQuery[0],
        Stream.of(query.split("&", -1)).map(part -> live(part, identifiers)).sorted().toList());
  }

  private static String live(String parameter, Correspondence identifiers) {
    String[] nameAndValue = parameter.split("=", -1);
    String value = last(nameAndValue);
    return identifiers.knows(value) ? nameAndValue[0] + "=" + identifiers.live(value) : parameter;
  }

  private static String last(String[] parts) {
    return parts[parts.length - 1];
  }

  @Override
  public String toString() {
    return path + "?" + String.join("&", parameters);
  }
}
