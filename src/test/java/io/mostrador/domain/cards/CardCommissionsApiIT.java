package io.mostrador.domain.cards;

import static io.mostrador.domain.cards.CardSales.card;
import static io.mostrador.domain.cards.CardSales.cash;
import static io.mostrador.domain.cards.CardSales.payment;
import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.mostrador.testing.PutAside;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardCommissionsApiIT {

  private static final String REPORT = "/reports/card-commissions/";
  private static final String PAYMENTS = REPORT + "payments/";

  private static TestApplication application;
  private static ApiClient admin;
  private static CardSales sales;

  @BeforeAll
  static void open() {
    application = TestApplication.withUsers(Map.of());
    admin = application.admin();
    sales = new CardSales(application);
  }

  @AfterAll
  static void close() {
    application.close();
  }

  private static JsonObject report(String query) {
    return admin.get(REPORT + query).is(200).json();
  }

  private static List<JsonObject> rows(JsonObject report) {
    return report.getJsonArray("rows").stream().map(JsonObject.class::cast).toList();
  }

  private static JsonObject rowOf(JsonObject plan) {
    return rows(report("")).stream()
        .filter(row -> row.getString("card_plan_code").equals(plan.getString("code")))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonObject> paymentsOf(JsonObject plan, String more) {
    return admin.get(PAYMENTS + "?plan=" + plan.getString("code") + more).is(200).results();
  }

  private static BigDecimal amount(JsonObject json, String field) {
    return new BigDecimal(json.getString(field));
  }

  private static JsonObject sums(long transactions, String gross, String cost, String net) {
    return new JsonObject()
        .put("transactions", transactions)
        .put("gross_amount", gross)
        .put("commission_amount", cost)
        .put("net_amount", net);
  }

  @Test
  void a_payment_costs_its_amount_at_the_rate_it_was_taken_at_halves_up() {
    JsonObject plan = sales.plan("0.0250");
    sales.sell(card(plan, "0.20"), cash("1.00"));
    admin
        .patch(
            "/card-commission-plans/" + plan.getString("id") + "/",
            new JsonObject().put("commission_rate", "0.5"))
        .is(200);
    assertThat(rowOf(plan))
        .isEqualTo(
            sums(1, "0.20", "0.01", "0.19")
                .put("card_plan_code", plan.getString("code"))
                .put("card_plan_label", "Plan de prueba"));
    assertThat(paymentsOf(plan, "").get(0).getString("commission_rate")).isEqualTo("0.0250");
  }

  @Test
  void what_is_rounded_for_each_payment_and_once_for_the_sale_is_told() {
    JsonObject plan = sales.plan("0.0250");
    JsonObject before = report("");
    JsonObject sale = sales.sell(card(plan, "0.20"), card(plan, "0.20"));
    assertThat(sale.getJsonObject("profitability_breakdown").getString("commission_amount"))
        .isEqualTo("0.01");
    JsonObject after = report("");
    assertThat(amount(after, "profitability_commission_total"))
        .isEqualTo(amount(before, "profitability_commission_total").add(new BigDecimal("0.01")));
    assertThat(amount(after, "rounding_difference"))
        .isEqualTo(amount(before, "rounding_difference").add(new BigDecimal("0.01")));
  }

  @Test
  void each_grouping_has_its_key_and_the_same_totals() {
    sales.sell(card(sales.plan("0.0333"), "150.00"));
    JsonObject byPlan = report("?group_by=plan");
    assertThat(byPlan).isEqualTo(report(""));
    Map.of(
            "instrument", "card_instrument",
            "installments", "installments_months",
            "day", "confirmed_at__date",
            "cashier", "cashier__username")
        .forEach(
            (grouping, key) -> {
              JsonObject grouped = report("?group_by=" + grouping);
              assertThat(grouped.getJsonObject("totals")).isEqualTo(byPlan.getJsonObject("totals"));
              assertThat(rows(grouped)).allMatch(row -> row.getValue(key) != null);
            });
    assertThat(rows(report("?group_by=cashier")).get(0).getString("cashier__username"))
        .isEqualTo(TestApplication.CASHIER);
  }

  @Test
  void a_draft_counts_from_its_confirmation() {
    JsonObject plan = sales.plan("0.1000");
    JsonObject draft = sales.draft(card(plan, "10.00"));
    assertThat(paymentsOf(plan, "")).isEmpty();
    admin.post(tick(payment(draft, 0)), deposit("9.00")).isRefused(409, "conflict");
    application.cashier().post("/sales/" + draft.getString("id") + "/confirm/").is(200);
    assertThat(rowOf(plan).getString("commission_amount")).isEqualTo("1.00");
    assertThat(paymentsOf(plan, "")).hasSize(1);
  }

  @Test
  void a_void_sale_leaves_the_rows_and_is_told_with_what_the_bank_paid() {
    JsonObject plan = sales.plan("0.1000");
    JsonObject before = report("").getJsonObject("voided");
    JsonObject sale = sales.sell(card(plan, "50.00"));
    admin.post(tick(payment(sale, 0)), deposit("45.00")).is(200);
    sales.voidSale(sale);

    JsonObject report = report("");
    assertThat(rows(report)).noneMatch(row -> row.getMap().containsValue(plan.getString("code")));
    JsonObject after = report.getJsonObject("voided");
    assertThat(amount(after, "gross_amount").subtract(amount(before, "gross_amount")))
        .isEqualTo("50.00");
    assertThat(amount(after, "deposited_amount").subtract(amount(before, "deposited_amount")))
        .isEqualTo("45.00");
    assertThat(paymentsOf(plan, "")).isEmpty();
    assertThat(paymentsOf(plan, "&voided=true")).hasSize(1);

    admin.post(untick(payment(sale, 0))).is(200);
    admin.post(tick(payment(sale, 0)), deposit("45.00")).isRefused(409, "conflict");
  }

  @Test
  void a_settled_layaway_goes_by_the_plan_that_its_payments_keep() {
    JsonObject plan = sales.plan("0.0200");
    String product = new Goods(admin).product("100.00", "1");
    String layaway =
        application
            .cashier()
            .post(
                "/layaways/",
                PutAside.of(PutAside.newPhone())
                    .line(product, "1", "100.00")
                    .deposit(PutAside.card(plan.getString("id"), "40.00"))
                    .body())
            .is(201)
            .id();
    assertThat(paymentsOf(plan, "")).isEmpty();
    application
        .cashier()
        .post(
            "/layaways/" + layaway + "/settle/",
            PutAside.payments(PutAside.card(plan.getString("id"), "60.00")))
        .is(200);
    assertThat(rowOf(plan).getString("gross_amount")).isEqualTo("100.00");
    assertThat(rowOf(plan).getString("commission_amount")).isEqualTo("2.00");
  }

  @Test
  void all_filters_of_the_list_combine() {
    JsonObject plan = sales.plan("0.0200");
    JsonObject sale = sales.sell(card(plan, "10.00"), card(plan, "20.00"));
    sales.sell(card(plan, "10.00"));
    admin.post(tick(payment(sale, 0)), deposit("9.80")).is(200);

    assertThat(paymentsOf(plan, "")).hasSize(3);
    assertThat(paymentsOf(plan, "&amount=10")).hasSize(2);
    assertThat(paymentsOf(plan, "&sale=" + sale.getString("id"))).hasSize(2);
    assertThat(paymentsOf(plan, "&reconciled=true")).hasSize(1);
    assertThat(paymentsOf(plan, "&reconciled=false&amount=10.00")).hasSize(1);
    assertThat(paymentsOf(plan, "&instrument=DEBIT")).isEmpty();
    assertThat(paymentsOf(plan, "&date_to=" + LocalDate.of(2020, 1, 1))).isEmpty();
    JsonObject page =
        admin.get(PAYMENTS + "?page_size=2&page=2&plan=" + plan.getString("code")).is(200).json();
    assertThat(page.getInteger("count")).isEqualTo(3);
    assertThat(page.getJsonArray("results")).hasSize(1);
    admin.get(PAYMENTS + "?page=99").isRefused(404, "not_found");
  }

  @Test
  void only_who_sees_metrics_gets_in_and_only_card_payments_are_there() {
    for (ApiClient other : List.of(application.cashier(), application.investor())) {
      other.get(REPORT).isRefused(403, "permission_denied");
      other.get(PAYMENTS).isRefused(403, "permission_denied");
      other.get(PAYMENTS + "?export=csv").isRefused(403, "permission_denied");
      other
          .post(tick(UUID.randomUUID().toString()), deposit("1"))
          .isRefused(403, "permission_denied");
      other.post(untick(UUID.randomUUID().toString())).isRefused(403, "permission_denied");
    }
    String unknown = UUID.randomUUID().toString();
    admin.post(tick(unknown), deposit("1")).isRefused(404, "not_found");
    admin.post(untick(unknown)).isRefused(404, "not_found");
    JsonObject sale = sales.sell(cash("5.00"));
    admin.post(tick(payment(sale, 0)), deposit("5.00")).isRefused(404, "not_found");
  }

  @ParameterizedTest
  @CsvSource({
    "?group_by=week, group_by",
    "?date_from=2026-13-01, date_from",
    "?date_to=ayer, date_to",
    "?date_from=2026-02-01&date_to=2026-01-01, date_from",
    "?export=pdf, export",
    "payments/?amount=diez, amount",
    "payments/?amount=1.001, amount",
    "payments/?instrument=GOLD, instrument",
    "payments/?sale=7, sale",
    "payments/?date_from=2026-02-30, date_from",
  })
  void a_parameter_that_makes_no_sense_is_named(String query, String field) {
    admin.get(REPORT + query).isInvalid(field);
    admin.with("Accept", "text/csv").get(REPORT + query).isInvalid(field);
  }

  @ParameterizedTest
  @CsvSource({
    "deposited_amount, -0.01",
    "deposited_amount, 1.001",
    "deposited_amount, mucho",
    "deposited_on, 2026-02-30",
    "deposited_on, ''",
  })
  void a_deposit_that_makes_no_sense_is_named(String field, String value) {
    JsonObject sale = sales.sell(card(sales.plan("0.0200"), "10.00"));
    admin.post(tick(payment(sale, 0)), deposit("1.00").put(field, value)).isInvalid(field);
    JsonObject without = deposit("1.00");
    without.remove(field);
    admin.post(tick(payment(sale, 0)), without).isInvalid(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "payments/"})
  void without_a_sale_there_is_nothing(String which) {
    String longAgo = "?date_from=2001-01-01&date_to=2001-01-31";
    JsonObject answer = admin.get(REPORT + which + longAgo).is(200).json();
    if (which.isEmpty()) {
      assertThat(answer.getJsonObject("totals")).isEqualTo(sums(0, "0.00", "0.00", "0.00"));
      assertThat(answer.getString("profitability_commission_total")).isEqualTo("0.00");
    } else {
      assertThat(answer.getInteger("count")).isZero();
    }
    Answer table = admin.get(REPORT + which + longAgo + "&export=csv").is(200);
    assertThat(table.text().lines()).hasSize(1);
  }

  private static String tick(String payment) {
    return PAYMENTS + payment + "/reconcile/";
  }

  private static String untick(String payment) {
    return PAYMENTS + payment + "/unreconcile/";
  }

  private static JsonObject deposit(String amount) {
    return new JsonObject()
        .put("deposited_amount", amount)
        .put("deposited_on", "2026-11-24")
        .put("reference", "LOTE 7");
  }
}
