package io.mostrador.fuzz;

import io.mostrador.TestApplication;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Makes valid values from schemas: all that is needed or not nullable, one item a list, amounts of
 * one peso, so that what is paid is what things cost.
 */
final class Examples {

  /** Where the contract cannot say what makes sense together. */
  private static final Map<String, Object> BY_NAME =
      Map.ofEntries(
          Map.entry("username", TestApplication.ADMIN),
          Map.entry("password", TestApplication.PASSWORD),
          Map.entry("current_password", TestApplication.PASSWORD),
          Map.entry("new_password", TestApplication.PASSWORD),
          Map.entry("pin", "135790"),
          Map.entry("role", "CASHIER"),
          Map.entry("quantity_delta", "900.00"),
          Map.entry("stock", "900.00"),
          Map.entry("initial_capital", "9000.00"),
          Map.entry("qty_sold", "0.00"),
          Map.entry("discount_pct", "0.00"),
          Map.entry("tax_rate_pct", "0.00"),
          Map.entry("expense_type", "VARIABLE"),
          Map.entry("filename", "foto.jpg"),
          Map.entry("mime", "image/jpeg"),
          Map.entry("raw_text", "** FUZZ-1 1 PZA GUANTES\n 1.00 1.00\n"),
          Map.entry("deposit_payments", List.of(Map.of("method", "CASH", "amount", "0.40"))),
          Map.entry("force", true),
          Map.entry("size", 1_000),
          Map.entry("width", 100),
          Map.entry("height", 100));

  private final AtomicInteger count = new AtomicInteger();
  private final UnaryOperator<JsonObject> resolve;
  private final Ids ids;

  /**
   * Takes what it looks things up with.
   *
   * @param resolve follows a schema's reference
   */
  Examples(UnaryOperator<JsonObject> resolve, Ids ids) {
    this.resolve = resolve;
    this.ids = ids;
  }

  /** A tree of its own on every call. */
  Object of(String name, JsonObject reference) {
    if (BY_NAME.containsKey(name)) {
      return JsonTree.copy(BY_NAME.get(name));
    }
    JsonObject schema = resolve.apply(reference);
    Field field = new Field(List.of(name), schema, false, null);
    return switch (field.kind()) {
      case OBJECT -> object(schema);
      case LIST -> new ArrayList<>(List.of(of(name, schema.getJsonObject("items"))));
      case DECIMAL -> "1.00";
      case INTEGER -> schema.getInteger("minimum", 1);
      case FLAG -> !name.equals("is_default");
      case ANY -> "x";
      case TEXT -> text(name, field);
    };
  }

  private Map<String, Object> object(JsonObject schema) {
    Map<String, Object> fields = new LinkedHashMap<>();
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    for (String name : properties.fieldNames()) {
      JsonObject property = resolve.apply(properties.getJsonObject(name));
      boolean isNeeded =
          BY_NAME.containsKey(name)
              || schema.getJsonArray("required", new JsonArray()).contains(name);
      if (isNeeded || !new Field(List.of(name), property, false, null).isNullable()) {
        fields.put(name, of(name, property));
      }
    }
    return fields;
  }

  private Object text(String name, Field field) {
    if (field.schema().containsKey("enum")) {
      return field.schema().getJsonArray("enum").getValue(0);
    }
    int number = count.incrementAndGet();
    return switch (field.format()) {
      case "uuid" -> ids.named(name);
      case "email" -> "fuzz-" + number + "@example.com";
      case "date" -> LocalDate.now(ZoneOffset.UTC).minusDays(2).toString();
      case "month" -> YearMonth.now(ZoneOffset.UTC).toString();
      case "date-time", "instant" ->
          OffsetDateTime.now(ZoneOffset.UTC).plusDays(30).plusMinutes(number).toString();
      default -> name.equals("phone") ? "66455" + (10_000 + number) : "F" + number;
    };
  }
}
