package io.mostrador.domain.loyalty;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a programme to be, before any rule was asked.
 *
 * @param definition as JSON, all four parts
 */
record ProgramInput(Program.Terms terms, JsonObject definition) {

  static ProgramInput of(JsonObject body) {
    Program.Terms nothing = new Program.Terms("", "", false, 0, null, null);
    return over(body, nothing, new JsonObject().put("limits", new JsonObject()));
  }

  /** What is not sent stays as it is. */
  static ProgramInput over(JsonObject body, Program program) {
    return over(body, program.terms(), program.definition().toJson());
  }

  private static ProgramInput over(JsonObject body, Program.Terms before, JsonObject definition) {
    JsonObject parts = definition.copy();
    for (String part : List.of("rule", "benefit", "limits", "funded_by")) {
      Object sent = body.getValue(part);
      if (sent != null) {
        parts.put(part, sent);
      } else if (body.containsKey(part)) {
        parts.put(part, new JsonObject());
      }
    }
    Program.Terms terms =
        new Program.Terms(
            body.getString("code", before.code()),
            body.getString("name", before.name()),
            body.getBoolean("stack_with_manual", before.stackWithManual()),
            body.getInteger("priority", before.priority()),
            day(body, "valid_from", before.validFrom()),
            day(body, "valid_to", before.validTo()));
    return new ProgramInput(terms, parts);
  }

  private static @Nullable LocalDate day(
      JsonObject body, String field, @Nullable LocalDate before) {
    if (!body.containsKey(field)) {
      return before;
    }
    String day = body.getString(field);
    return day == null ? null : LocalDate.parse(day);
  }

  /** Brands and product types that it names. */
  Set<UUID> labels() {
    JsonObject benefit = definition.getJsonObject("benefit");
    Set<UUID> labels = new TreeSet<>();
    Stream.of("brands", "product_types")
        .map(benefit::getJsonArray)
        .map(ids -> ids == null ? new JsonArray() : ids)
        .forEach(ids -> ids.forEach(id -> labels.add(UUID.fromString((String) id))));
    return labels;
  }
}
