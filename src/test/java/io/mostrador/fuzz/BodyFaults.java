package io.mostrador.fuzz;

import io.mostrador.fuzz.JsonTree.Literal;
import io.mostrador.platform.http.Operation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** All that can be wrong with the body of one operation, field by field and as a whole. */
final class BodyFaults {

  private static final List<String> BROKEN =
      List.of(
          "{",
          "nada",
          "[1, 2",
          "{\"a\": 1,}",
          "{\"a\": 1} {\"b\": 2}",
          "\"",
          "{\"a\": NaN}",
          "{'a': 1}",
          "{\"a\": 01}",
          "{\"a\": +1}",
          "{\"a\": .5}",
          "/* */ {}",
          "{\"a\": \"\t\"}",
          "{\"a\": \"\\x\"}",
          "{\"a\": \"\\u12\"}",
          "\u0000",
          "{a: 1}",
          "{\"a\" 1}",
          "<a/>",
          "name=x&name=y",
          "{\"a\": 1e}",
          "{\"a\": 1e1001}",
          "{\"a\": 1e999999999}");
  private static final List<String> NO_OBJECTS = List.of("[]", "12", "\"text\"", "null", "true");
  private static final List<String> OTHER_TYPES =
      List.of(
          "text/plain",
          "text/json",
          "application/xml",
          "application/jsonx",
          "nada",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "multipart/form-data",
          "application/octet-stream");
  private static final List<String> ODD_TYPES =
      List.of(
          "APPLICATION/JSON",
          "application/json; charset=utf-16",
          "application/json;;;=",
          "application/problem+json",
          "*/*",
          "application/json, text/plain",
          "");
  private static final List<String> OTHERS_TO_SET =
      List.of("id", "role", "total", "status", "balance", "created_at", "__proto__", "", "user_id");

  private final Operation operation;
  private final UnaryOperator<JsonObject> resolve;
  private final List<Field> fields = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private BodyFaults(Operation operation, UnaryOperator<JsonObject> resolve) {
    this.operation = operation;
    this.resolve = resolve;
  }

  /**
   * Of an operation that takes a body.
   *
   * @param example a valid one
   */
  static List<Fault> of(
      Operation operation, JsonObject schema, Object example, UnaryOperator<JsonObject> resolve) {
    BodyFaults all = new BodyFaults(operation, resolve);
    all.walk(List.of(), resolve.apply(schema), example);
    all.fields.forEach(all::spoil);
    all.wholes();
    all.encodings();
    all.extras();
    all.deep();
    return all.faults;
  }

  private void walk(List<Object> place, JsonObject schema, Object good) {
    if (good instanceof Map<?, ?> values) {
      JsonObject properties = schema.getJsonObject("properties", new JsonObject());
      Set<Object> required = new HashSet<>();
      if (schema.containsKey("required")) {
        schema.getJsonArray("required").forEach(required::add);
      }
      for (String name : properties.fieldNames()) {
        JsonObject property = resolve.apply(properties.getJsonObject(name));
        Object value = values.get(name);
        fields.add(new Field(with(place, name), property, required.contains(name), value));
        walk(with(place, name), property, value);
      }
    } else if (good instanceof List<?> items) {
      walk(with(place, 0), resolve.apply(schema.getJsonObject("items")), items.get(0));
    }
  }

  private static List<Object> with(List<Object> place, Object step) {
    List<Object> longer = new ArrayList<>(place);
    longer.add(step);
    return List.copyOf(longer);
  }

  private void spoil(Field field) {
    for (BadValues.Value bad : BadValues.of(field)) {
      add(field + " odd", bad.isSure(), draft -> draft.put(field.place(), bad.json()));
    }
    add(field + " missing", field.isRequired(), draft -> draft.remove(field.place()));
    if (field.place().get(field.place().size() - 1) instanceof String name) {
      String good = JsonTree.text(field.good());
      Literal twice = new Literal(good + ", " + JsonTree.text(name) + ": " + good);
      add(field + " twice", true, draft -> draft.put(field.place(), twice));
    }
  }

  private void wholes() {
    BROKEN.forEach(text -> whole("broken JSON", true, Buffer.buffer(text)));
    NO_OBJECTS.forEach(text -> whole("no object", true, Buffer.buffer(text)));
    boolean needsSome =
        fields.stream().anyMatch(field -> field.isRequired() && field.place().size() == 1);
    whole("empty", needsSome, Buffer.buffer());
    whole("empty object", needsSome, Buffer.buffer("{}"));
    whole("only blanks", true, Buffer.buffer("  \n"));
    whole("too large", true, Buffer.buffer(new byte[operation.bodyLimitBytes() + 1]));
  }

  private void encodings() {
    byte[] latin1 = "{\"a\": \"ñ\"}".getBytes(StandardCharsets.ISO_8859_1);
    whole("Latin 1", true, Buffer.buffer(latin1));
    whole("UTF-16", true, Buffer.buffer("{}".getBytes(StandardCharsets.UTF_16)));
    whole("overlong", true, Buffer.buffer(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}));
    whole("surrogate", true, Buffer.buffer(new byte[] {'"', (byte) 0xED, (byte) 0xA0, -128, '"'}));
    whole("byte order mark", false, Buffer.buffer("\ufeff{}"));
    for (String type : OTHER_TYPES) {
      add("type " + type, true, draft -> draft.header("Content-Type", type));
    }
    for (String type : ODD_TYPES) {
      add("type " + type, false, draft -> draft.header("Content-Type", type));
    }
    add("no type", false, draft -> draft.noHeader("Content-Type"));
    add("two types", false, draft -> draft.anotherHeader("Content-Type", "text/plain"));
    add("said to be packed", false, draft -> draft.header("Content-Encoding", "gzip"));
  }

  private void extras() {
    for (String name : OTHERS_TO_SET) {
      boolean isUnknown = fields.stream().noneMatch(field -> field.place().equals(List.of(name)));
      if (isUnknown) {
        add("extra " + name, false, draft -> draft.put(List.of(name), "ADMIN"));
        add("extra " + name, false, draft -> draft.put(List.of(name), Map.of("a", List.of())));
      }
    }
    add("extra number", false, draft -> draft.put(List.of("zz"), new Literal("1e400")));
    add("extra null", false, draft -> draft.put(List.of("\u0000\ud83d\ude00"), null));
    add("many extras", false, BodyFaults::putMany);
  }

  private static void putMany(Draft draft) {
    for (int number = 0; number < 5_000; number++) {
      draft.put(List.of("z" + number), number);
    }
  }

  private void deep() {
    add("deep enough", false, draft -> draft.put(List.of("zz"), nested("[", "]", 31)));
    add("33 deep", true, draft -> draft.put(List.of("zz"), nested("[", "]", 33)));
    add("deep objects", true, draft -> draft.put(List.of("zz"), nested("{\"a\":", "}", 33)));
    add("30,000 deep", true, draft -> draft.put(List.of("zz"), nested("[", "]", 30_000)));
    whole("never closed", true, Buffer.buffer("{\"a\":".repeat(30_000)));
  }

  private static Literal nested(String open, String close, int levels) {
    String inner = open.equals("[") ? "" : "1";
    return new Literal(open.repeat(levels) + inner + close.repeat(levels));
  }

  private void whole(String name, boolean isSure, Buffer body) {
    add(name, isSure, draft -> draft.body(body));
  }

  private void add(String name, boolean isSure, java.util.function.Consumer<Draft> spoil) {
    faults.add(new Fault(name, isSure, spoil));
  }
}
