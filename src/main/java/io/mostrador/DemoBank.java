package io.mostrador;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/** What the demo shop's bank has paid: all card payments but those of the last days. */
record DemoBank(DemoCalls admin, DemoClock clock) {

  private static final int DAYS_NOT_PAID_YET = 7;
  private static final BigDecimal FEE = new BigDecimal("12.50");

  /** One deposit is short by a fee that nobody had told the shop of. */
  void pay() {
    OffsetDateTime paidUntil =
        OffsetDateTime.ofInstant(clock.real(), clock.getZone()).minusDays(DAYS_NOT_PAID_YET);
    List<JsonObject> paid =
        admin.rows("listCardPayments").stream()
            .filter(
                payment ->
                    OffsetDateTime.parse(payment.getString("confirmed_at")).isBefore(paidUntil))
            .toList();
    for (int each = 0; each < paid.size(); each++) {
      JsonObject payment = paid.get(each);
      BigDecimal expected = new BigDecimal(payment.getString("expected_deposit"));
      tickOff(payment, each == 0 ? expected.subtract(FEE) : expected);
    }
  }

  private void tickOff(JsonObject payment, BigDecimal deposited) {
    LocalDate day = OffsetDateTime.parse(payment.getString("confirmed_at")).toLocalDate();
    admin.send(
        "reconcileCardPayment",
        new JsonObject().put("id", payment.getString("id")),
        new JsonObject()
            .put("deposited_amount", deposited.toPlainString())
            .put("deposited_on", day.plusDays(2).toString())
            .put("reference", "LOTE " + day));
  }
}
