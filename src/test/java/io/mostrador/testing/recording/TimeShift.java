package io.mostrador.testing.recording;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** How far the run is from the recording: in days of the shop, in months, and exactly. */
record TimeShift(LocalDate recordedOn, LocalDate runOn, Duration exact) {

  // What was recorded far from its day (an old invoice) means that very day.
  private static final int NEAR_DAYS = 60;

  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

  /** From the recording to now; the zone of the clock says which day is today. */
  static TimeShift between(Recording recording, Clock clock) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new TimeShift(
        recording.recordedOn(),
        LocalDate.ofInstant(now, clock.getZone()),
        Duration.between(recording.recordedAt(), now));
  }

  /** A date near the recording keeps its distance in days; another stays. */
  String date(String recorded) {
    LocalDate day = LocalDate.parse(recorded);
    boolean near = Math.abs(days(recordedOn, day)) <= NEAR_DAYS;
    return near ? day.plusDays(days(recordedOn, runOn)).toString() : recorded;
  }

  /** The month of the recording becomes the month of the run, wherever the text has it. */
  String month(String recorded) {
    return recorded.replace(
        YearMonth.from(recordedOn).toString(), YearMonth.from(runOn).toString());
  }

  /** A point in time, with or without an offset, moves exactly. */
  String instant(String recorded) {
    TemporalAccessor time =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(
            recorded, OffsetDateTime::from, LocalDateTime::from);
    return time instanceof OffsetDateTime offset
        ? INSTANT.format(offset.plus(exact))
        : LOCAL.format(LocalDateTime.from(time).plus(exact));
  }

  /**
   * Empty when both are the same day, as many days from their own day, or the same day of the month
   * as many months from it.
   */
  Optional<String> problem(String recorded, String live) {
    try {
      LocalDate left = LocalDate.parse(recorded);
      LocalDate right = LocalDate.parse(live);
      return left.equals(right) || sameDistance(left, right) || sameMonths(left, right)
          ? Optional.empty()
          : Optional.of("%s, expected %+d days from today".formatted(live, days(recordedOn, left)));
    } catch (DateTimeException noDay) {
      return Optional.of("%s is no day".formatted(live));
    }
  }

  private boolean sameDistance(LocalDate left, LocalDate right) {
    return days(recordedOn, left) == days(runOn, right);
  }

  private boolean sameMonths(LocalDate left, LocalDate right) {
    return left.getDayOfMonth() == right.getDayOfMonth()
        && months(recordedOn, left) == months(runOn, right);
  }

  private static long days(LocalDate from, LocalDate to) {
    return ChronoUnit.DAYS.between(from, to);
  }

  private static long months(LocalDate from, LocalDate to) {
    return ChronoUnit.MONTHS.between(YearMonth.from(from), YearMonth.from(to));
  }
}
