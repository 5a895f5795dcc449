package io.mostrador.platform.http.schema;

import io.mostrador.kernel.Gtin;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Texts of a special form, each brought into its usual notation. */
final class Formats {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern EMAIL =
      Pattern.compile("[^@\\s]{1,64}@[^@\\s.]{1,63}(\\.[^@\\s.]{1,63}){1,8}");
  private static final Pattern OFFSET = Pattern.compile(" (\\d{2}:?\\d{2})$");
  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 9999;

  private Formats() {}

  static Optional<String> uuid(String text) {
    return UUID.matcher(text).matches()
        ? Optional.of(text.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  static Optional<String> email(String text) {
    return EMAIL.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  static Optional<String> gtin(String text) {
    return Gtin.isValid(text) ? Optional.of(text) : Optional.empty();
  }

  /** {@code 2026-11-22}. */
  static Optional<String> date(String text) {
    return parsed(text, LocalDate::parse).filter(Formats::isLikely).map(LocalDate::toString);
  }

  /** {@code 2026-11}. */
  static Optional<String> month(String text) {
    return parsed(text, YearMonth::parse)
        .filter(month -> isLikely(month.atDay(1)))
        .map(YearMonth::toString);
  }

  /** ISO-8601 in UTC; without an offset the shop's zone is meant. */
  static Optional<String> dateTime(String text, ZoneId zone) {
    String whole = OFFSET.matcher(text).replaceFirst("+$1"); // a + in a query arrives as a blank
    return parsed(whole.replace(' ', 'T'), OffsetDateTime::parse)
        .or(
            () ->
                parsed(whole.replace(' ', 'T'), LocalDateTime::parse)
                    .map(local -> local.atZone(zone).toOffsetDateTime()))
        .filter(instant -> isLikely(instant.toLocalDate()))
        .map(instant -> instant.withOffsetSameInstant(ZoneOffset.UTC))
        .map(instant -> instant.truncatedTo(ChronoUnit.MICROS).toString());
  }

  /** The same, or a bare date, whose midnight is meant. */
  static Optional<String> instant(String text, ZoneId zone) {
    return dateTime(text, zone).or(() -> dateTime(text + "T00:00", zone));
  }

  private static boolean isLikely(LocalDate day) {
    return day.getYear() >= EARLIEST_YEAR && day.getYear() < LATEST_YEAR;
  }

  private static <T> Optional<T> parsed(String text, Function<CharSequence, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
