package io.mostrador.domain.reports;

import io.vertx.rxjava3.sqlclient.Row;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Which part of a period is added up already, and of which the sales themselves must be read.
 *
 * @param days that are added up
 * @param months all of whose days are
 * @param loneDays of the days those that are in none of the months
 * @param from the first instant that is not added up; equal to {@code to} when there is none
 * @param to where the last such part ends, excluded
 * @param begins the first instant of each part that is not added up
 * @param ends of each part, excluded
 */
record Coverage(
    List<LocalDate> days,
    List<LocalDate> months,
    List<LocalDate> loneDays,
    OffsetDateTime from,
    OffsetDateTime to,
    List<OffsetDateTime> begins,
    List<OffsetDateTime> ends) {

  static Coverage from(Row row) {
    return new Coverage(
        List.of(row.getArrayOfLocalDates("days")),
        List.of(row.getArrayOfLocalDates("months")),
        List.of(row.getArrayOfLocalDates("lone_days")),
        row.getOffsetDateTime("first_begin"),
        row.getOffsetDateTime("last_end"),
        List.of(row.getArrayOfOffsetDateTimes("begins")),
        List.of(row.getArrayOfOffsetDateTimes("ends")));
  }
}
