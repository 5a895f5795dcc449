package io.mostrador.domain.sales;

import io.mostrador.domain.customers.Phone;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which sales a list shows; all that is set has to hold.
 *
 * @param cashier part of the user name
 * @param from first instant of creation
 * @param until first instant of creation that is too late
 * @param idPrefix in lower case
 * @param phoneDigits part of the customer's phone
 */
record SaleFilter(
    @Nullable String status,
    Optional<String> cashier,
    @Nullable OffsetDateTime from,
    @Nullable OffsetDateTime until,
    Optional<String> idPrefix,
    Optional<String> phoneDigits,
    @Nullable BigDecimal minTotal,
    @Nullable BigDecimal maxTotal) {

  private static final String HEX = "0123456789abcdef";
  private static final String FIRST = "00000000-0000-0000-0000-000000000000";
  private static final String LAST = "ffffffff-ffff-ffff-ffff-ffffffffffff";

  static SaleFilter of(Request request, BusinessTime time) {
    JsonObject parameters = request.parameters();
    return new SaleFilter(
        request.text("status").filter(SaleFilter::isStatus).orElse(null),
        request.text("cashier"),
        request.text("date_from").map(LocalDate::parse).map(time::startOf).orElse(null),
        request
            .text("date_to")
            .map(LocalDate::parse)
            .map(day -> time.startOf(day.plusDays(1)))
            .orElse(null),
        request.text("id").map(id -> id.toLowerCase(java.util.Locale.ROOT)),
        request.text("customer_phone").map(Phone::of).map(Phone::normalized),
        Request.amount(parameters, "min_total"),
        Request.amount(parameters, "max_total"));
  }

  /** Whether what matches today matches for good: all but status and customer's phone stays. */
  boolean isForGood() {
    return status == null && phoneDigits.isEmpty();
  }

  /** The first id that begins so; beyond the last one when none does. Null for any. */
  @Nullable UUID firstId() {
    return idPrefix.map(prefix -> id(prefix, FIRST).orElse(UUID.fromString(LAST))).orElse(null);
  }

  /** The last id that begins so; before the first one when none does. Null for any. */
  @Nullable UUID lastId() {
    return idPrefix.map(prefix -> id(prefix, LAST).orElse(UUID.fromString(FIRST))).orElse(null);
  }

  private static Optional<UUID> id(String prefix, String rest) {
    boolean isPossible =
        prefix.length() <= rest.length()
            && IntStream.range(0, prefix.length())
                .allMatch(
                    at ->
                        rest.charAt(at) == '-'
                            ? prefix.charAt(at) == '-'
                            : HEX.indexOf(prefix.charAt(at)) >= 0);
    return isPossible
        ? Optional.of(UUID.fromString(prefix + rest.substring(prefix.length())))
        : Optional.empty();
  }

  /** Clients expect an unknown status to be ignored. */
  private static boolean isStatus(String text) {
    return Stream.of(Sale.Status.values()).anyMatch(status -> status.name().equals(text));
  }
}
