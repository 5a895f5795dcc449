package io.mostrador.domain.reports;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;

/**
 * The days of the shop that a report is about, both ends included.
 *
 * @param from null for all days up to {@code to}
 * @param to null for all days since {@code from}
 */
public record Period(LocalDate from, LocalDate to) {

  /** The days that the contract's dates can name. */
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  private static final LocalDate LATEST = LocalDate.of(9998, 12, 31);

  /** Fails with {@code invalid} on {@code date_from}. */
  public Period {
    if (from != null && to != null && from.isAfter(to)) {
      throw Failure.invalid("date_from", "No puede ser posterior a date_to.");
    }
  }

  /** Of the parameters {@code date_from} and {@code date_to}; fails as the constructor does. */
  public static Period of(Request request) {
    return new Period(
        request.text("date_from").map(LocalDate::parse).orElse(null),
        request.text("date_to").map(LocalDate::parse).orElse(null));
  }

  LocalDate firstDay() {
    return from == null ? EARLIEST : from;
  }

  LocalDate lastDay() {
    return to == null ? LATEST : to;
  }

  /** Its first instant. */
  public OffsetDateTime start(BusinessTime time) {
    return time.startOf(firstDay());
  }

  /** The first instant after it. */
  public OffsetDateTime end(BusinessTime time) {
    return time.startOf(lastDay().plusDays(1));
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("date_from", Objects.toString(from, null))
        .put("date_to", Objects.toString(to, null));
  }
}
