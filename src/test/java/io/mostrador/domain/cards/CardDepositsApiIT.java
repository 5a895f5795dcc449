package io.mostrador.domain.cards;

import static io.mostrador.domain.cards.CardSales.card;
import static io.mostrador.domain.cards.CardSales.payment;
import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.AuditTrail;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CardDepositsApiIT {

  private static final String PAYMENTS = "/reports/card-commissions/payments/";
  private static final String ENTRIES =
      """
      SELECT string_agg(deposited_amount::text, ' ' ORDER BY recorded_at)
      FROM card_deposit
      WHERE payment_id = '%s'
      """;

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final CardSales sales = new CardSales(application);
  private final JsonObject sale = sales.sell(card(sales.plan("0.0200"), "100.00"));
  private final String payment = payment(sale, 0);

  private static JsonObject deposit(String amount) {
    return new JsonObject().put("deposited_amount", amount).put("deposited_on", "2026-11-24");
  }

  private Answer tick(String amount) {
    return admin.post(PAYMENTS + payment + "/reconcile/", deposit(amount));
  }

  private Answer untick() {
    return admin.post(PAYMENTS + payment + "/unreconcile/");
  }

  private String read(String statement) throws SQLException {
    try (Connection connection = application.connect();
        var query = connection.createStatement();
        var rows = query.executeQuery(statement)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void a_payment_is_ticked_off_once_and_the_difference_is_told() {
    JsonObject ticked = tick("97.50").is(200).json();
    assertThat(ticked.getString("expected_deposit")).isEqualTo("98.00");
    assertThat(ticked.getString("deposited_amount")).isEqualTo("97.50");
    assertThat(ticked.getString("difference")).isEqualTo("-0.50");
    assertThat(ticked.getString("reference")).isEmpty();
    assertThat(ticked.getBoolean("is_reconciled")).isTrue();
    tick("98.00").isRefused(409, "conflict");
    assertThat(admin.get(PAYMENTS + "?sale=" + sale.getString("id")).is(200).results())
        .containsExactly(ticked);
  }

  @Test
  void a_tick_is_taken_back_by_another_entry_and_may_be_set_again() throws SQLException {
    tick("97.50").is(200);
    JsonObject open = untick().is(200).json();
    assertThat(open.getBoolean("is_reconciled")).isFalse();
    assertThat(open.getValue("difference")).isNull();
    untick().isRefused(409, "conflict");
    assertThat(tick("98.00").is(200).json().getString("difference")).isEqualTo("0.00");
    assertThat(read(ENTRIES.formatted(payment))).isEqualTo("97.50 -97.50 98.00");
    try (Connection connection = application.connect()) {
      assertThat(AuditTrail.of(connection, payment))
          .extracting(AuditTrail.Entry::action)
          .containsExactly(
              "card_payment.reconcile", "card_payment.unreconcile", "card_payment.reconcile");
    }
  }

  @Test
  void nothing_paid_is_a_fact_that_can_be_taken_back_too() {
    assertThat(tick("0").is(200).json().getString("difference")).isEqualTo("-98.00");
    untick().is(200);
  }

  @Test
  void a_retry_with_its_key_is_answered_and_counted_once() throws SQLException {
    ApiClient retrying = admin.withKey(UUID.randomUUID().toString());
    String path = PAYMENTS + payment + "/reconcile/";
    JsonObject first = retrying.post(path, deposit("98.00")).is(200).json();
    assertThat(retrying.post(path, deposit("98.00")).is(200).json()).isEqualTo(first);
    assertThat(read(ENTRIES.formatted(payment))).isEqualTo("98.00");
  }

  @Test
  void of_many_at_once_one_ticks_it_off() throws SQLException {
    List<Integer> statuses =
        IntStream.range(0, 8).parallel().mapToObj(each -> tick("98.00").status()).toList();
    assertThat(statuses).containsOnlyOnce(200);
    assertThat(statuses).filteredOn(status -> status != 200).containsOnly(409);
    assertThat(read(ENTRIES.formatted(payment))).isEqualTo("98.00");
  }

  @Test
  void a_payment_of_a_void_sale_is_not_ticked_off() {
    sales.voidSale(sale);
    tick("98.00").isRefused(409, "conflict");
  }

  @Test
  void an_entry_is_never_changed() {
    tick("98.00").is(200);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> read("DELETE FROM card_deposit RETURNING id::text")))
        .hasMessageContaining("append-only");
  }
}
