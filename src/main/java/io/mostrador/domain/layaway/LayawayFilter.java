package io.mostrador.domain.layaway;

import io.mostrador.domain.customers.Phone;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.LikePattern;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which layaways a list shows; all that is set has to hold.
 *
 * @param status an unknown one shows none
 * @param phone pattern of the customer's normalised phone, as is {@code searchDigits}
 * @param name pattern of the customer's name
 * @param search pattern of name or phone
 * @param expiresBefore the last instant that is meant
 * @param expiresAfter the first one
 * @param dueFrom active ones that are due between it and {@code dueUntil}, which is too late
 * @param pastDueAt active ones that were due then
 */
record LayawayFilter(
    @Nullable String status,
    @Nullable String phone,
    @Nullable String name,
    @Nullable String search,
    @Nullable String searchDigits,
    @Nullable OffsetDateTime expiresBefore,
    @Nullable OffsetDateTime expiresAfter,
    @Nullable OffsetDateTime dueFrom,
    @Nullable OffsetDateTime dueUntil,
    @Nullable OffsetDateTime pastDueAt,
    boolean excludeSettled) {

  static LayawayFilter of(Request request, BusinessTime time) {
    LocalDate today = time.today();
    boolean isDueToday = request.flag("due_today");
    Optional<String> search = request.text("q");
    return new LayawayFilter(
        request.text("status").orElse(null),
        LikePattern.containing(
            request.text("customer_phone").map(Phone::of).map(Phone::normalized)),
        LikePattern.containing(request.text("customer_name")),
        LikePattern.containing(search),
        LikePattern.containing(Phone.digitsIn(search)),
        request.text("expires_before").map(OffsetDateTime::parse).orElse(null),
        request.text("expires_after").map(OffsetDateTime::parse).orElse(null),
        isDueToday ? time.startOf(today) : null,
        isDueToday ? time.startOf(today.plusDays(1)) : null,
        request.flag("expired") ? time.now() : null,
        request.flag("exclude_settled"));
  }
}
