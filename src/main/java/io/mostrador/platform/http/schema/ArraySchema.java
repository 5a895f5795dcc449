package io.mostrador.platform.http.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A list of limited length; what is wrong with its items is told item by item. */
record ArraySchema(Schema items, int shortest, int longest) implements Schema {

  @Override
  public Checked check(Object raw) {
    if (!(raw instanceof List<?> list)) {
      return Checked.bad("Debe ser una lista.");
    }
    if (list.size() < shortest) {
      return Checked.bad("Esta lista no puede estar vacía.");
    }
    if (list.size() > longest) {
      return Checked.bad("Esta lista no puede tener más de " + longest + " elementos.");
    }
    return checkItems(list);
  }

  private Checked checkItems(List<?> list) {
    JsonArray values = new JsonArray();
    JsonArray problems = new JsonArray();
    boolean anyBad = false;
    for (Object item : list) {
      Checked checked = items.check(item);
      if (checked instanceof Checked.Bad bad) {
        anyBad = true;
        problems.add(
            bad.problems() instanceof JsonObject
                ? bad.problems()
                : new JsonObject().put("non_field_errors", bad.problems()));
      } else {
        problems.add(new JsonObject());
        values.add(((Checked.Good) checked).value());
      }
    }
    return anyBad ? new Checked.Bad(problems) : Checked.good(values);
  }
}
