package io.mostrador.domain.investors;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.Request;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries a ledger shows; null lets all through.
 *
 * @param from inclusive
 * @param before exclusive
 */
record LedgerFilter(
    @Nullable String entryType,
    @Nullable OffsetDateTime from,
    @Nullable OffsetDateTime before,
    @Nullable String referenceType,
    @Nullable String referenceId,
    @Nullable UUID product,
    boolean isOldestFirst) {

  /** An unknown type of entry, or an unknown order, is as if it were not sent. */
  static LedgerFilter of(Request request, BusinessTime time) {
    return new LedgerFilter(
        request.text("entry_type").flatMap(EntryType::of).map(EntryType::name).orElse(null),
        request.text("date_from").map(LocalDate::parse).map(time::startOf).orElse(null),
        request
            .text("date_to")
            .map(LocalDate::parse)
            .map(day -> time.startOf(day.plusDays(1)))
            .orElse(null),
        request.text("reference_type").orElse(null),
        request.text("reference_id").orElse(null),
        request.idOrNull("product"),
        request.text("ordering").filter("created_at"::equals).isPresent());
  }
}
