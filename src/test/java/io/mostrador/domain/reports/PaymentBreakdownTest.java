package io.mostrador.domain.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.domain.reports.PaymentBreakdown.Part;
import io.mostrador.domain.reports.PaymentBreakdown.Sum;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentBreakdownTest {

  private static Part part(
      String method, String type, String instrument, String total, long payments) {
    return new Part(method, type, instrument, new Sum(new BigDecimal(total), payments));
  }

  private static JsonObject row(String name, String key, String total, long payments) {
    return new JsonObject().put(name, key).put("total_amount", total).put("transactions", payments);
  }

  @Test
  void parts_are_added_up_by_each_of_their_keys_with_none_last() {
    PaymentBreakdown breakdown =
        new PaymentBreakdown(
            List.of(
                part("CASH", null, null, "10.00", 1),
                part("CARD", null, "CREDIT", "0.10", 2),
                part("CARD", "NORMAL", "DEBIT", "0.20", 3),
                part("CARD", "MSI_3", "CREDIT", "0.40", 4),
                part("CARD", "NORMAL", null, "0.80", 5),
                part("CUSTOMER_CREDIT", null, null, "20.00", 6)));
    assertThat(breakdown.toJson())
        .isEqualTo(
            new JsonObject()
                .put(
                    "by_method",
                    new JsonArray()
                        .add(row("method", "CARD", "1.50", 14))
                        .add(row("method", "CASH", "10.00", 1))
                        .add(row("method", "CUSTOMER_CREDIT", "20.00", 6)))
                .put(
                    "card_types",
                    new JsonArray()
                        .add(row("card_type", "MSI_3", "0.40", 4))
                        .add(row("card_type", "NORMAL", "1.00", 8))
                        .add(row("card_type", null, "0.10", 2)))
                .put(
                    "card_instruments",
                    new JsonArray()
                        .add(row("card_instrument", "CREDIT", "0.50", 6))
                        .add(row("card_instrument", "DEBIT", "0.20", 3))
                        .add(row("card_instrument", null, "0.80", 5))));
  }

  @Test
  void without_payments_there_are_no_rows() {
    JsonObject json = new PaymentBreakdown(List.of()).toJson();
    assertThat(json.getMap().values()).hasSize(3).allMatch(new JsonArray()::equals);
  }
}
