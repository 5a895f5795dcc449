package io.mostrador.platform.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Says which methods a path knows, for the {@code Allow} of a 405. */
final class AllowedMethods {

  private record Known(Pattern path, String method) {}

  private final List<Known> known = new ArrayList<>();

  AllowedMethods(Contract contract) {
    for (Operation operation : contract.operations()) {
      String regex = operation.path().replaceAll("\\{[^}]+}", "[^/]+").replaceAll("/$", "/?");
      known.add(new Known(Pattern.compile(Contract.ROOT + regex), operation.method()));
    }
  }

  /** Comma separated; empty for a path that does not exist. */
  String of(String path) {
    Set<String> methods = new TreeSet<>();
    known.stream()
        .filter(each -> each.path().matcher(path).matches())
        .forEach(each -> methods.add(each.method()));
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return String.join(", ", methods);
  }
}
