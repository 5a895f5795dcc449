package io.mostrador.domain.reports;

import io.mostrador.kernel.Failure;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
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

  LocalDate firstDay() {
    return from == null ? EARLIEST : from;
  }

  LocalDate lastDay() {
    return to == null ? LATEST : to;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("date_from", Objects.toString(from, null))
        .put("date_to", Objects.toString(to, null));
  }
}
