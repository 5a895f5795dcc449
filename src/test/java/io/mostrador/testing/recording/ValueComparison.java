package io.mostrador.testing.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges one value without parts: empty when it is right, else what is wrong with it. */
final class ValueComparison {

  /** Stands in a recording for a text that is the server's own. */
  private static final String BLANKED = "…";

  private static final Set<String> USER_IDS =
      Set.of("cashier", "cashier_id", "created_by", "paid_by", "user", "actor");
  private static final Set<String> SECRETS = Set.of("access", "refresh", "upload_token");
  private static final Set<String> LINKS = Set.of("next", "previous");
  private static final Map<String, String> RENAMED_CODES = Map.of("error", "not_found");

  private static final BigDecimal HALF_A_CENT = new BigDecimal("0.005");
  private static final int MONEY_PLACES = 2;

  // A decimal with more places than these is a quotient: its last places may differ.
  private static final int EXACT_PLACES = 4;

  private final Correspondence identifiers;
  private final TimeShift shift;

  ValueComparison(Correspondence identifiers, TimeShift shift) {
    this.identifiers = identifiers;
    this.shift = shift;
  }

  /** A recorded number may be a decimal in a text, half a cent off; else the types are the same. */
  Optional<String> problem(String name, JsonNode recorded, JsonNode live) {
    if (recorded.isTextual() && live.isTextual()) {
      return text(name, recorded.textValue(), live.textValue());
    }
    if (recorded.isNumber() && live.isNumber()) {
      return number(name, recorded, live);
    }
    boolean isNumberAsText =
        recorded.isNumber() && live.isTextual() && Shape.NUMBER.fits(live.textValue());
    boolean right =
        isNumberAsText
            ? isNear(recorded.decimalValue(), decimal(live.textValue()), HALF_A_CENT)
            : recorded.equals(live);
    return unless(right, live, recorded);
  }

  private Optional<String> number(String name, JsonNode recorded, JsonNode live) {
    if (USER_IDS.contains(name) || (name.equals("id") && recorded.isIntegralNumber())) {
      return same(identifiers.pairNumbers(recorded.asText(), live.asText()));
    }
    return unless(recorded.decimalValue().compareTo(live.decimalValue()) == 0, live, recorded);
  }

  private Optional<String> text(String name, String recorded, String live) {
    if (SECRETS.contains(name)) {
      return same(identifiers.pair(recorded, live));
    }
    if (recorded.equals(BLANKED)) {
      return Optional.empty();
    }
    if (name.equals("code")) {
      String code = RENAMED_CODES.getOrDefault(recorded, recorded);
      return unless(live.equals(code), quoted(live), quoted(code));
    }
    return shaped(name, recorded, live);
  }

  private Optional<String> shaped(String name, String recorded, String live) {
    if (Shape.UUID.fits(recorded)) {
      return Shape.UUID.fits(live)
          ? same(identifiers.pair(recorded, live))
          : Optional.of(quoted(live) + " is no UUID");
    }
    if (Shape.TIMESTAMP.fits(recorded)) {
      return Shape.TIMESTAMP.fits(live)
          ? Optional.empty()
          : Optional.of(quoted(live) + " is no timestamp");
    }
    if (Shape.DATE.fits(recorded) && Shape.DATE.fits(live)) {
      return shift.problem(recorded, live);
    }
    if (Shape.MONTH.fits(recorded) && Shape.MONTH.fits(live)) {
      return Optional.empty();
    }
    if (Shape.DECIMAL.fits(recorded)) {
      return decimals(recorded, live);
    }
    return LINKS.contains(name)
        ? links(Link.of(recorded, identifiers), Link.of(live, identifiers))
        : unless(recorded.equals(live), quoted(live), quoted(recorded));
  }

  private static Optional<String> links(Link recorded, Link live) {
    return unless(recorded.equals(live), live, recorded);
  }

  private static Optional<String> decimals(String recorded, String live) {
    BigDecimal left = decimal(recorded);
    BigDecimal right;
    try {
      right = decimal(live);
    } catch (NumberFormatException notANumber) {
      return Optional.of("%s is no decimal, expected %s".formatted(quoted(live), recorded));
    }
    BigDecimal tolerance = left.scale() > EXACT_PLACES ? HALF_A_CENT : BigDecimal.ZERO;
    if (!isNear(left, right, tolerance)) {
      return unless(false, live, recorded);
    }
    return left.scale() == MONEY_PLACES && right.scale() != MONEY_PLACES
        ? Optional.of("%s has another scale than %s".formatted(live, recorded))
        : Optional.empty();
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text.strip());
  }

  private static boolean isNear(BigDecimal left, BigDecimal right, BigDecimal tolerance) {
    return left.subtract(right).abs().compareTo(tolerance) <= 0;
  }

  private static Optional<String> same(boolean corresponds) {
    return corresponds ? Optional.empty() : Optional.of("is another thing than before");
  }

  private static Optional<String> unless(boolean right, Object live, Object recorded) {
    return right ? Optional.empty() : Optional.of("%s, expected %s".formatted(live, recorded));
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }
}
