package io.mostrador.domain.sales;

import io.mostrador.domain.customers.Phone;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
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

  /** Clients expect an unknown status to be ignored. */
  private static boolean isStatus(String text) {
    return Stream.of(Sale.Status.values()).anyMatch(status -> status.name().equals(text));
  }
}
