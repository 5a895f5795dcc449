package io.mostrador.kernel;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** What time it is in the shop: one clock, and the zone whose days and months are meant. */
public final class BusinessTime {

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx");

  private final Clock clock;

  public BusinessTime(Clock clock) {
    this.clock = clock;
  }

  public ZoneId zone() {
    return clock.getZone();
  }

  /** Microseconds, as PostgreSQL keeps it. */
  public OffsetDateTime now() {
    return OffsetDateTime.now(clock).truncatedTo(ChronoUnit.MICROS);
  }

  public LocalDate today() {
    return LocalDate.now(clock);
  }

  /** The shop's day on which {@code instant} falls. */
  public LocalDate dayOf(OffsetDateTime instant) {
    return instant.atZoneSameInstant(zone()).toLocalDate();
  }

  /** The first instant of a day of the shop, in UTC. */
  public OffsetDateTime startOf(LocalDate day) {
    return day.atStartOfDay(zone()).toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC);
  }

  /** ISO-8601 with the shop's offset and microseconds; null stays null. */
  public String text(OffsetDateTime instant) {
    return instant == null
        ? null
        : TEXT.format(instant.atZoneSameInstant(zone()).toOffsetDateTime());
  }
}
