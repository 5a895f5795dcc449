package io.mostrador.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One place in a body, or one parameter, and what the contract says of it.
 *
 * @param place names and indices from the top of the body
 * @param schema without reference
 * @param good a valid value
 */
record Field(List<Object> place, JsonObject schema, boolean isRequired, Object good) {

  /** What the value is, whatever else it may be. */
  enum Kind {
    ANY,
    OBJECT,
    LIST,
    DECIMAL,
    INTEGER,
    FLAG,
    TEXT
  }

  private static final int LONGEST_TEXT = 4096;
  private static final int LONGEST_LIST = 500;

  Kind kind() {
    Set<String> types = types();
    return types.contains("object")
        ? Kind.OBJECT
        : types.contains("array")
            ? Kind.LIST
            : types.contains("number")
                ? Kind.DECIMAL
                : types.contains("integer")
                    ? Kind.INTEGER
                    : types.contains("boolean")
                        ? Kind.FLAG
                        : types.contains("string") ? Kind.TEXT : Kind.ANY;
  }

  boolean isNullable() {
    return kind() == Kind.ANY || types().contains("null");
  }

  private Set<String> types() {
    Object type = schema.getValue("type");
    return type instanceof JsonArray several
        ? several.stream().map(String.class::cast).collect(Collectors.toSet())
        : type == null ? Set.of() : Set.of((String) type);
  }

  String format() {
    return schema.getString("format", "");
  }

  int shortest() {
    return schema.getInteger("minLength", 0);
  }

  int longest() {
    return schema.getInteger("maxLength", LONGEST_TEXT);
  }

  int mostItems() {
    return schema.getInteger("maxItems", LONGEST_LIST);
  }

  /** Null when the contract sets none. */
  BigDecimal limit(String keyword) {
    Object limit = schema.getValue(keyword);
    return limit == null ? null : new BigDecimal(limit.toString());
  }

  @Override
  public String toString() {
    return place.stream().map(String::valueOf).collect(Collectors.joining("."));
  }
}
