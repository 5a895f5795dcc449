package io.mostrador.fuzz;

import io.mostrador.platform.http.Operation;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** All that can be wrong with the path and the query of one operation. */
final class ParameterFaults {

  private static final Set<String> PAGING = Set.of("page", "page_size");

  /** No id at all, whatever its kind; none of them means a user who sends the requests. */
  private static final List<String> NO_IDS =
      List.of(
          "x",
          "0",
          "-1",
          "19.99",
          "4294967297",
          "9223372036854775808",
          "NaN",
          "%00",
          "%20",
          "1-1-1-1-1",
          "%F0%9F%98%80",
          "%C3%B1",
          "a%0d%0aX-Evil:%201",
          "%5C",
          "'",
          "null",
          "*",
          "1e400",
          "00000000-0000-4000-8000-00000000000g");

  private static final List<String> ODD_SEGMENTS =
      List.of("%2e%2e", "..", ".", "%2f", "..%2f..", "", ";a=b", "%252e", "a/b", "%ff", "%C0%AF");
  private static final List<String> BAD_ESCAPES = List.of("%", "%zz", "%1", "a%", "%u0041", "%-1");
  private static final List<String> PAGES =
      List.of("0", "-1", "x", "1.5", "99999999999", "999999999", "1e3", "2147483648", "%00", "NaN");
  private static final List<String> ODD_VALUES =
      List.of(
          "",
          "%20",
          "%F0%9F%98%80",
          "%25_",
          "%5C",
          "%C3%B1and%C3%BA",
          "a+b",
          "last",
          "LAST",
          "0",
          "%E2%80%AEx",
          "'",
          "%3Cb%3E",
          "1,2",
          "true",
          "quiz%C3%A1",
          "ñ",
          "%ff",
          "%C0%AF",
          "%0d%0aX-Evil:%201",
          "100");
  private static final List<String> ODD_QUERIES =
      List.of("zz=1", "&&==&", "=x", "?", "%70age=1", "page[]=1", "page", "a;b=1;page=1", "%00=1");

  private final List<Fault> faults = new ArrayList<>();

  private ParameterFaults() {}

  static List<Fault> of(Operation operation, UnaryOperator<JsonObject> resolve) {
    ParameterFaults all = new ParameterFaults();
    if (operation.model().containsKey("parameters")) {
      for (Object reference : operation.model().getJsonArray("parameters")) {
        JsonObject parameter = resolve.apply((JsonObject) reference);
        JsonObject schema = resolve.apply(parameter.getJsonObject("schema"));
        Field field = new Field(List.of(parameter.getString("name")), schema, false, "x");
        switch (parameter.getString("in")) {
          case "path" -> all.path(field);
          case "query" -> all.query(field);
          default -> {}
        }
      }
    }
    all.anyQuery();
    return all.faults;
  }

  private void path(Field field) {
    String name = field.toString();
    boolean isId = field.kind() == Field.Kind.INTEGER || field.format().equals("uuid");
    NO_IDS.forEach(id -> add(name + " " + id, isId, draft -> draft.path(name, id)));
    ODD_SEGMENTS.forEach(id -> add(name + " " + id, false, draft -> draft.path(name, id)));
    BAD_ESCAPES.forEach(id -> add(name + " " + id, true, draft -> draft.path(name, id)));
    add(name + " too long", true, draft -> draft.path(name, "x".repeat(9_000)));
    add(name + " long", isId, draft -> draft.path(name, "x".repeat(5_000)));
    add(name + " unknown", false, draft -> draft.path(name, UUID.randomUUID().toString()));
  }

  private void query(Field field) {
    String name = field.toString();
    ODD_VALUES.forEach(value -> query(name, value, false));
    BAD_ESCAPES.forEach(value -> query(name, value, false));
    if (PAGING.contains(name)) {
      PAGES.forEach(value -> query(name, value, name.equals("page")));
    } else {
      boolean isFlag = field.kind() == Field.Kind.FLAG; // what is none is ignored there
      for (BadValues.Value bad : BadValues.of(field)) {
        String text = bad.json() instanceof String string ? string : JsonTree.text(bad.json());
        boolean isSent = !text.isBlank() && text.length() < 5_000 && bad.json() instanceof String;
        query(name, encoded(text), bad.isSure() && isSent && !isFlag);
      }
      query(name, "%00", field.kind() == Field.Kind.TEXT);
      query(name, "a%00b", field.kind() != Field.Kind.FLAG);
    }
    add(name + " twice", false, draft -> twice(draft, name));
  }

  private static void twice(Draft draft, String name) {
    draft.query(name + "=1");
    draft.query(name + "=%F0%9F%98%80");
  }

  private void query(String name, String value, boolean isSure) {
    if (value.length() < 7_500) {
      add(name + "=" + value, isSure, draft -> draft.query(name + "=" + value));
    }
  }

  private void anyQuery() {
    ODD_QUERIES.forEach(query -> add("?" + query, false, draft -> draft.query(query)));
    add("long query", true, draft -> draft.query("zz=" + "x".repeat(9_000)));
    add("many parameters", false, draft -> draft.query("a=1&".repeat(1_500)));
  }

  private void add(String name, boolean isSure, java.util.function.Consumer<Draft> spoil) {
    faults.add(new Fault(name, isSure, spoil));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
