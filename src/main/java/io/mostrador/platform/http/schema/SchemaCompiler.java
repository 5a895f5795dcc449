package io.mostrador.platform.http.schema;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prepares the contract's schemas; refuses keywords that it would not enforce. */
public final class SchemaCompiler {

  private static final int LONGEST_TEXT = 4096;
  private static final int LONGEST_LIST = 500;
  private static final Set<String> KEYWORDS =
      Set.of(
          "type",
          "format",
          "enum",
          "pattern",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "required",
          "properties",
          "items",
          "minItems",
          "maxItems",
          "description",
          "example",
          "examples",
          "default",
          "title",
          "deprecated");

  private final JsonObject contract;
  private final ZoneId zone;

  /**
   * Takes the whole contract, since references are into it.
   *
   * @param zone what an instant without an offset means
   */
  public SchemaCompiler(JsonObject contract, ZoneId zone) {
    this.contract = contract;
    this.zone = zone;
  }

  /** Throws {@link IllegalArgumentException} for a keyword that is not enforced. */
  public Schema compile(JsonObject reference) {
    JsonObject schema = resolve(reference);
    schema.fieldNames().stream()
        .filter(keyword -> !KEYWORDS.contains(keyword) && !keyword.startsWith("x-"))
        .findFirst()
        .ifPresent(
            keyword -> {
              throw new IllegalArgumentException("request schemas do not enforce " + keyword);
            });
    Set<String> types = types(schema);
    return types.isEmpty() ? Checked::good : typed(schema, types).orNull(types.contains("null"));
  }

  /** Follows {@code $ref} into the contract. */
  public JsonObject resolve(JsonObject schema) {
    JsonObject resolved = schema;
    while (resolved.containsKey("$ref")) {
      JsonObject at = contract;
      for (String step : resolved.getString("$ref").substring("#/".length()).split("/")) {
        at = at.getJsonObject(step);
        if (at == null) {
          throw new IllegalArgumentException("no " + resolved.getString("$ref"));
        }
      }
      resolved = at;
    }
    return resolved;
  }

  private Schema typed(JsonObject schema, Set<String> types) {
    if (types.contains("object")) {
      return object(schema);
    }
    if (types.contains("array")) {
      return new ArraySchema(
          compile(schema.getJsonObject("items")),
          schema.getInteger("minItems", 0),
          schema.getInteger("maxItems", LONGEST_LIST));
    }
    if (types.contains("number")) {
      return decimal(schema);
    }
    if (types.contains("integer")) {
      return new IntegerSchema(
          schema.getInteger("minimum", Integer.MIN_VALUE),
          schema.getInteger("maximum", Integer.MAX_VALUE));
    }
    return types.contains("boolean") ? new FlagSchema() : text(schema);
  }

  private ObjectSchema object(JsonObject schema) {
    Map<String, Schema> properties = new LinkedHashMap<>();
    JsonObject declared = schema.getJsonObject("properties", new JsonObject());
    for (String name : declared.fieldNames()) {
      properties.put(name, compile(declared.getJsonObject(name)));
    }
    return new ObjectSchema(properties, strings(schema.getJsonArray("required")));
  }

  private static DecimalSchema decimal(JsonObject schema) {
    boolean excluded = schema.containsKey("exclusiveMinimum");
    return new DecimalSchema(
        switch (schema.getString("format", "")) {
          case "amount" -> Decimals.Shape.AMOUNT;
          case "percent" -> Decimals.Shape.PERCENT;
          case "rate" -> Decimals.Shape.RATE;
          default -> throw new IllegalArgumentException("a number needs a format: " + schema);
        },
        number(schema, excluded ? "exclusiveMinimum" : "minimum"),
        excluded,
        number(schema, "maximum"));
  }

  private TextSchema text(JsonObject schema) {
    String format = schema.getString("format", "");
    boolean hasForm =
        !format.isEmpty() || schema.containsKey("pattern") || schema.containsKey("enum");
    return new TextSchema(
        schema.getInteger("minLength", hasForm ? 1 : 0), // nothing is no date, id or option
        schema.getInteger("maxLength", LONGEST_TEXT),
        strings(schema.getJsonArray("enum")),
        schema.containsKey("pattern") ? pattern(schema.getString("pattern")) : format(format),
        message(format));
  }

  private static Function<String, Optional<String>> pattern(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return text -> pattern.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  private Function<String, Optional<String>> format(String format) {
    return switch (format) {
      case "" -> Optional::of;
      case "uuid" -> Formats::uuid;
      case "email" -> Formats::email;
      case "gtin" -> Formats::gtin;
      case "date" -> Formats::date;
      case "month" -> Formats::month;
      case "date-time" -> text -> Formats.dateTime(text, zone);
      case "instant" -> text -> Formats.instant(text, zone);
      default -> throw new IllegalArgumentException("unknown format " + format);
    };
  }

  private static String message(String format) {
    return switch (format) {
      case "uuid" -> "No es un identificador válido.";
      case "email" -> "Escribe un correo electrónico válido.";
      case "gtin" -> "No es un código de barras válido de 8, 12, 13 o 14 dígitos.";
      case "date" -> "Escribe una fecha como 2026-11-22.";
      case "month" -> "Escribe un mes como 2026-11.";
      case "date-time", "instant" -> "Escribe una fecha y hora como 2026-11-22T10:00:00-06:00.";
      default -> "No tiene la forma esperada.";
    };
  }

  private static Set<String> types(JsonObject schema) {
    Object type = schema.getValue("type");
    if (type instanceof JsonArray several) {
      return strings(several);
    }
    return type == null ? Set.of() : Set.of((String) type);
  }

  private static Set<String> strings(JsonArray array) {
    return array == null
        ? Set.of()
        : array.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
  }

  private static BigDecimal number(JsonObject schema, String keyword) {
    Object value = schema.getValue(keyword);
    return value == null ? null : new BigDecimal(value.toString());
  }
}
