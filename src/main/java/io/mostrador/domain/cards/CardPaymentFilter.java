package io.mostrador.domain.cards;

import io.mostrador.domain.reports.Period;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.Request;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which card payments are meant; null is any.
 *
 * @param until excluded, as {@code from} is included
 * @param isVoid those of void sales, by the time they were voided, instead of the others
 * @param plan code of the plan as the payment has it
 */
record CardPaymentFilter(
    OffsetDateTime from,
    OffsetDateTime until,
    boolean isVoid,
    @Nullable String plan,
    @Nullable String instrument,
    @Nullable BigDecimal amount,
    @Nullable UUID sale,
    @Nullable Boolean isReconciled) {

  /** Fails with {@code invalid} on {@code date_from}. */
  static CardPaymentFilter of(Request request, BusinessTime time) {
    Period period = Period.of(request);
    return new CardPaymentFilter(
        period.start(time),
        period.end(time),
        request.flag("voided"),
        request.text("plan").orElse(null),
        request.text("instrument").orElse(null),
        Request.amount(request.parameters(), "amount"),
        request.idOrNull("sale"),
        request.parameters().getBoolean("reconciled"));
  }
}
