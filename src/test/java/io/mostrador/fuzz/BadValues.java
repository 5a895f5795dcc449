package io.mostrador.fuzz;

import io.mostrador.fuzz.JsonTree.Literal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What may be sent in place of a value: wrong, at the limits, beyond them, or only odd. */
final class BadValues {

  /**
   * One of them.
   *
   * @param isSure whether the contract refuses it without doubt
   */
  record Value(Object json, boolean isSure) {}

  private static final List<String> NO_NUMBERS =
      List.of("NaN", "Infinity", "-Infinity", "diez", "1,5", "0x10", "1_000", "--1", "1e", "1 0");
  private static final List<String> HUGE =
      List.of(
          "1e400",
          "-1e400",
          "1e-400",
          "9223372036854775808",
          "1e999999999",
          "1e-999999999",
          "99999999999999999999999999999999999999999999999999999999999999999");
  private static final List<String> ODD_NUMBERS =
      List.of("-0", "0e400", "1e2", "1.0", "-0.00", "4294967297", "2147483648", "-2147483649");
  private static final List<String> ODD_TEXTS =
      List.of(
          "🛵🧤👩‍👩‍👧",
          "متجر صغير",
          "\u202etxt.exe\u202c",
          "e\u0301".repeat(20),
          "\ud83d\ude00".repeat(30),
          "%_\\",
          "'; DROP TABLE sale; --",
          "<script>alert(1)</script>",
          "${jndi:ldap://x}",
          "\u0001\u001b[31m\u007f",
          "línea\r\nX-Otra: 1",
          "\ufeffa\uffff",
          "../../etc/passwd",
          "=1+1");
  private static final List<String> NO_TEXTS =
      List.of("\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\ud800\\ud800\"");
  private static final Map<String, List<String>> MALFORMED =
      Map.of(
          "uuid",
          List.of("x", "urn:uuid:0190", "00000000-0000-4000-8000-00000000000g", "1-1-1-1-1"),
          "date",
          List.of("x", "2026-02-30", "2026-1-1", "0000-01-01", "+12345-01-01", "2026-01-01T00:00"),
          "month",
          List.of("x", "2026-13", "2026", "2026-1", "+99999-01"),
          "date-time",
          List.of("x", "2026-01-01T25:00", "+999999999-01-01T00:00Z", "2026-01-01T00:00+99:00"),
          "instant",
          List.of("x", "2026-01-01T25:00", "+999999999-01-01T00:00Z", "2026-02-30"),
          "email",
          List.of("x", "a@b", "@x.mx", "a b@x.mx"));

  private final Field field;
  private final List<Value> values = new ArrayList<>();

  private BadValues(Field field) {
    this.field = field;
  }

  static List<Value> of(Field field) {
    BadValues bad = new BadValues(field);
    bad.otherTypes();
    switch (field.kind()) {
      case TEXT -> bad.texts();
      case DECIMAL -> bad.decimals();
      case INTEGER -> bad.integers();
      case FLAG -> bad.flags();
      case LIST -> bad.lists();
      default -> {}
    }
    return bad.values;
  }

  private void otherTypes() {
    Field.Kind kind = field.kind();
    Predicate<Field.Kind> isAny = each -> each == Field.Kind.ANY;
    add(null, !field.isNullable());
    add(true, !isAny.test(kind) && kind != Field.Kind.FLAG);
    add(List.of(), !isAny.test(kind) && kind != Field.Kind.LIST);
    add(Map.of(), !isAny.test(kind) && kind != Field.Kind.OBJECT);
    add(List.of(List.of(Map.of())), !isAny.test(kind) && kind != Field.Kind.LIST);
    add(0, kind == Field.Kind.LIST || kind == Field.Kind.OBJECT);
    boolean takesNoBlank = !isAny.test(kind) && (kind != Field.Kind.TEXT || field.shortest() > 0);
    add("", takesNoBlank);
    add(" \t ", takesNoBlank);
  }

  private void texts() {
    NO_TEXTS.forEach(text -> add(new Literal(text), true));
    ODD_TEXTS.forEach(text -> add(text, false));
    HUGE.forEach(number -> add(new Literal(number), false));
    add("x".repeat(field.longest()), false);
    add("\ud83d\ude00".repeat(Math.min(field.longest(), 5_000)), false);
    if (field.longest() <= 5_000) {
      add("x".repeat(field.longest() + 1), true);
      add("x".repeat(100_000), true);
    }
    if (field.shortest() > 1) {
      add("1".repeat(field.shortest() - 1), true);
    }
    if (field.schema().containsKey("enum")) {
      add("NADA", true);
      field.schema().getJsonArray("enum").forEach(option -> add(option, false));
    }
    MALFORMED.getOrDefault(field.format(), List.of()).forEach(text -> add(text, true));
  }

  private void decimals() {
    numbers();
    add("1.00005", true);
    add(new Literal("10000000000"), !field.format().equals("rate"));
    add("9999999999.99", false);
    add(new Literal("-5"), isBelow(new BigDecimal("-5")));
    BigDecimal step = new BigDecimal("0.01");
    around("minimum", step, step.negate());
    around("exclusiveMinimum", step, BigDecimal.ZERO);
    around("maximum", step.negate(), step);
  }

  private void integers() {
    numbers();
    add(new Literal("19.99"), true);
    add("19.99", true);
    add(new Literal("4294967297"), true);
    add(new Literal("-5"), isBelow(new BigDecimal("-5")));
    around("minimum", BigDecimal.ONE, BigDecimal.ONE.negate());
    around("maximum", BigDecimal.ONE.negate(), BigDecimal.ONE);
  }

  private void numbers() {
    NO_NUMBERS.forEach(text -> add(text, true));
    HUGE.forEach(number -> add(new Literal(number), true));
    HUGE.forEach(number -> add(number, true));
    ODD_NUMBERS.forEach(number -> add(new Literal(number), false));
    add("١٢٣", false);
    add(" 1.00 ", false);
  }

  private boolean isBelow(BigDecimal number) {
    BigDecimal least = field.limit("minimum");
    BigDecimal bound = least == null ? field.limit("exclusiveMinimum") : least;
    return bound != null && number.compareTo(bound) < 0;
  }

  /** The limit itself, one step inside, and surely refused what is {@code beyond} it. */
  private void around(String keyword, BigDecimal inside, BigDecimal beyond) {
    BigDecimal limit = field.limit(keyword);
    if (limit != null) {
      add(limit.toPlainString(), false);
      add(limit.add(inside).toPlainString(), false);
      add(limit.add(beyond).toPlainString(), true);
    }
  }

  private void flags() {
    add("quizá", true);
    add(new Literal("2"), true);
    add("yes", false);
    add(new Literal("1e0"), false);
  }

  private void lists() {
    Object item = field.good() instanceof List<?> items && !items.isEmpty() ? items.get(0) : "x";
    add("x", true);
    add(Collections.nCopies(field.mostItems() + 1, item), true);
    add(List.of(item, item), false);
    add(Collections.nCopies(40, item), false);
    add(Collections.singletonList(null), true);
    if (field.schema().getInteger("minItems", 0) > 0) {
      add(List.of(), true);
    }
  }

  private void add(Object json, boolean isSure) {
    values.add(new Value(json, isSure));
  }
}
