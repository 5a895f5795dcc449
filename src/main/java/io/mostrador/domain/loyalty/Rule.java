package io.mostrador.domain.loyalty;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Who is rewarded: those for whom all conditions hold. */
record Rule(List<Condition> all) {

  Rule {
    all = List.copyOf(all);
  }

  /** The windows in which it counts purchases; none where it only asks the cart. */
  List<Window> windows() {
    return all.stream()
        .filter(condition -> condition.metric().isOfHistory())
        .map(Condition::window)
        .distinct()
        .toList();
  }

  static Rule of(JsonObject json) {
    return new Rule(
        json.getJsonArray("all").stream().map(JsonObject.class::cast).map(Condition::of).toList());
  }

  JsonObject toJson() {
    JsonArray conditions = new JsonArray();
    all.forEach(condition -> conditions.add(condition.toJson()));
    return new JsonObject().put("all", conditions);
  }
}
