package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What makes no sense in a programme, told all at once and nested like the input; pure. */
final class ProgramFaults {

  private ProgramFaults() {}

  /**
   * Fails with {@code invalid} on the paths of the fields that make no sense.
   *
   * @param definition as JSON, since not every input makes a {@link Definition}
   * @param labels brands and product types that exist
   */
  static void refuse(JsonObject definition, Program.Terms terms, Set<UUID> labels) {
    JsonObject faults = new JsonObject();
    JsonArray conditions = rule(definition.getJsonObject("rule").getJsonArray("all"));
    if (conditions.stream().anyMatch(each -> !((JsonObject) each).isEmpty())) {
      faults.put("rule", new JsonObject().put("all", conditions));
    }
    putUnlessEmpty(faults, "benefit", benefit(definition.getJsonObject("benefit"), labels));
    putUnlessEmpty(faults, "limits", limits(definition.getJsonObject("limits")));
    if (terms.validFrom() != null
        && terms.validTo() != null
        && terms.validTo().isBefore(terms.validFrom())) {
      faults.put("valid_to", message("No puede ser anterior a valid_from."));
    }
    if (!faults.isEmpty()) {
      throw Failure.invalid(faults);
    }
  }

  private static JsonArray rule(JsonArray conditions) {
    JsonArray faults = new JsonArray();
    conditions.forEach(each -> faults.add(condition((JsonObject) each)));
    return faults;
  }

  private static JsonObject condition(JsonObject condition) {
    Metric metric = Metric.valueOf(condition.getString("metric"));
    BigDecimal value = new BigDecimal(condition.getValue("value").toString());
    JsonObject faults = new JsonObject();
    if (!metric.isAmount() && value.stripTrailingZeros().scale() > 0) {
      faults.put("value", message("Debe ser un número entero."));
    }
    if (Operator.of(condition.getString("operator")) == Operator.EVERY) {
      if (!metric.isCount()) {
        faults.put("operator", message("every solo sirve para contar compras o días."));
      } else if (value.signum() == 0) {
        faults.put("value", message("Debe ser mayor o igual que 1."));
      }
    }
    if (!metric.isOfHistory()) {
      for (String field : List.of("window_days", "min_ticket")) {
        if (condition.getValue(field) != null) {
          faults.put(field, message("No se usa con CART_TOTAL."));
        }
      }
    }
    return faults;
  }

  private static JsonObject benefit(JsonObject benefit, Set<UUID> labels) {
    JsonObject faults = new JsonObject();
    boolean isPercent = Benefit.Type.PERCENT.name().equals(benefit.getString("type"));
    if (isPercent && new BigDecimal(benefit.getString("value")).compareTo(Decimals.HUNDRED) > 0) {
      faults.put("value", message("Debe ser menor o igual que 100."));
    }
    unknown(benefit.getJsonArray("brands"), labels, "La marca no existe.")
        .ifPresent(found -> faults.put("brands", found));
    unknown(benefit.getJsonArray("product_types"), labels, "El tipo de producto no existe.")
        .ifPresent(found -> faults.put("product_types", found));
    return faults;
  }

  /** Item by item, as faults of lists are told. */
  private static Optional<JsonArray> unknown(JsonArray ids, Set<UUID> labels, String fault) {
    if (ids == null) {
      return Optional.empty();
    }
    JsonArray faults = new JsonArray();
    boolean areAllKnown = true;
    for (Object id : ids) {
      boolean isKnown = labels.contains(UUID.fromString((String) id));
      areAllKnown &= isKnown;
      faults.add(
          isKnown ? new JsonObject() : new JsonObject().put("non_field_errors", message(fault)));
    }
    return areAllKnown ? Optional.empty() : Optional.of(faults);
  }

  private static JsonObject limits(JsonObject limits) {
    boolean isAboutNothing =
        limits.getValue("window_days") != null && limits.getValue("per_customer") == null;
    return isAboutNothing
        ? new JsonObject().put("window_days", message("Solo con per_customer."))
        : new JsonObject();
  }

  private static void putUnlessEmpty(JsonObject faults, String field, JsonObject found) {
    if (!found.isEmpty()) {
      faults.put(field, found);
    }
  }

  private static JsonArray message(String text) {
    return new JsonArray().add(text);
  }
}
