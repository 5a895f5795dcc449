package io.mostrador.platform.http.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** Fields by name; what was not sent stays away, what is not known is ignored. */
record ObjectSchema(Map<String, Schema> properties, Set<String> required) implements Schema {

  @Override
  public Checked check(Object raw) {
    if (!(raw instanceof Map<?, ?> fields)) {
      JsonArray message = new JsonArray().add("Se esperaba un objeto JSON.");
      return new Checked.Bad(new JsonObject().put("non_field_errors", message));
    }
    JsonObject values = new JsonObject();
    JsonObject problems = new JsonObject();
    properties.forEach((name, schema) -> check(fields, name, schema, values, problems));
    return problems.isEmpty() ? Checked.good(values) : new Checked.Bad(problems);
  }

  private void check(
      Map<?, ?> fields, String name, Schema schema, JsonObject values, JsonObject problems) {
    if (!fields.containsKey(name)) {
      if (required.contains(name)) {
        problems.put(name, new JsonArray().add("Este campo es obligatorio."));
      }
      return;
    }
    Checked checked = schema.check(fields.get(name));
    if (checked instanceof Checked.Good good) {
      values.put(name, good.value());
    } else if (checked instanceof Checked.Bad bad) {
      problems.put(name, bad.problems());
    }
  }
}
