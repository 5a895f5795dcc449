package io.mostrador.domain.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.mostrador.testing.Together;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SalesApiIT {

  private final TestApplication application = TestApplication.shared();
  private final ApiClient cashier = application.cashier();
  private final Goods goods = new Goods(application.admin());

  private String plan(String code) {
    return cashier.get("/card-commission-plans/").is(200).results().stream()
        .filter(plan -> plan.getString("code").equals(code))
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  private Answer sell(Till till) {
    return cashier.post("/sales/create-and-confirm/", till.body());
  }

  @Test
  void a_draft_has_no_effects_until_it_is_confirmed() {
    String product = goods.product("100.00", "3");
    JsonObject draft =
        cashier
            .post("/sales/", Till.sale().line(product, "2", "100.00").cash("200").body())
            .is(201)
            .json();
    assertThat(draft.getString("status")).isEqualTo("DRAFT");
    assertThat(draft.getValue("profitability_breakdown")).isNull();
    assertThat(goods.stock(product)).isEqualTo("3.00");

    JsonObject sale = cashier.post("/sales/" + draft.getString("id") + "/confirm/").is(200).json();
    assertThat(sale.getString("status")).isEqualTo("CONFIRMED");
    assertThat(goods.stock(product)).isEqualTo("1.00");
    assertThat(cashier.get("/sales/" + draft.getString("id") + "/").is(200).json()).isEqualTo(sale);
  }

  @Test
  void a_sale_is_confirmed_once() {
    String product = goods.product("100.00", "3");
    String id =
        cashier
            .post("/sales/", Till.sale().line(product, "1", "100.00").cash("100.00").body())
            .is(201)
            .id();
    cashier.post("/sales/" + id + "/confirm/").is(200);
    assertThat(cashier.post("/sales/" + id + "/confirm/").is(200).json().getString("code"))
        .isEqualTo("already_confirmed");
    assertThat(goods.stock(product)).isEqualTo("2.00");
  }

  @Test
  void a_sale_takes_stock_and_is_retried_without_selling_twice() {
    String product = goods.product("100.00", "5");
    ApiClient till = cashier.withKey(UUID.randomUUID().toString());
    JsonObject body = Till.sale().line(product, "2", "100.00").cash("200.00").body();
    JsonObject first = till.post("/sales/create-and-confirm/", body).is(201).json();
    Answer second = till.post("/sales/create-and-confirm/", body).is(201);
    assertThat(second.json()).isEqualTo(first);
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(goods.stock(product)).isEqualTo("3.00");
  }

  @Test
  void the_same_key_at_once_sells_once_and_answers_equally() {
    String product = goods.product("100.00", "5");
    ApiClient till = cashier.withKey(UUID.randomUUID().toString());
    JsonObject body = Till.sale().line(product, "1", "100.00").cash("100.00").body();
    List<Answer> answers = Together.times(8, each -> till.post("/sales/create-and-confirm/", body));
    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(answers).extracting(Answer::json).containsOnly(answers.get(0).json());
    assertThat(goods.stock(product)).isEqualTo("4.00");
  }

  @Test
  void totals_are_rounded_half_even_after_summing() {
    String product = goods.product("10.00", "10");
    String other = goods.product("10.00", "10");
    // discounts 0.0025 + 0.0025 = 0.005, half-even to 0.00
    JsonObject sale =
        sell(Till.sale()
                .line(product, "0.05", "1.00", "5.00")
                .line(other, "0.05", "1.00", "5.00")
                .cash("0.10"))
            .is(201)
            .json();
    assertThat(sale.getString("subtotal")).isEqualTo("0.10");
    assertThat(sale.getString("discount_amount")).isEqualTo("0.00");
    assertThat(sale.getString("total")).isEqualTo("0.10");
  }

  @Test
  void a_card_payment_keeps_what_its_plan_was() {
    String product = goods.product("100.00", "5");
    JsonObject payment =
        sell(Till.sale().line(product, "1", "100.00").card(plan("CREDIT_MSI_3"), "100.00"))
            .is(201)
            .json()
            .getJsonArray("payments")
            .getJsonObject(0);
    assertThat(payment.getString("commission_rate")).isEqualTo("0.0558");
    assertThat(payment.getString("card_plan_code")).isEqualTo("CREDIT_MSI_3");
    assertThat(payment.getInteger("installments_months")).isEqualTo(3);
    assertThat(payment.getString("card_instrument")).isEqualTo("CREDIT");
    assertThat(payment.getString("card_type")).isEqualTo("MSI_3");
  }

  @Test
  void payments_that_make_no_sense_are_named() {
    String product = goods.product("100.00", "5");
    String debit = plan("DEBIT_NORMAL");
    JsonObject card = new JsonObject().put("method", "CARD").put("amount", "100.00");
    JsonObject cash = new JsonObject().put("method", "CASH").put("amount", "100.00");
    record Fault(JsonObject payment, String field) {}
    List.of(
            new Fault(card.copy(), "card_type"),
            new Fault(card.copy().put("card_type", "NORMAL"), "card_type"),
            new Fault(
                card.copy().put("card_plan_id", UUID.randomUUID().toString()), "card_plan_id"),
            new Fault(
                card.copy().put("card_plan_id", debit).put("card_type", "MSI_3"), "card_type"),
            new Fault(cash.copy().put("card_plan_id", debit), "card_plan_id"),
            new Fault(cash.copy().put("card_type", "NORMAL"), "card_type"),
            new Fault(cash.copy().put("amount", "0"), "amount"),
            new Fault(cash.copy().put("amount", "99.99"), "payments"),
            new Fault(
                new JsonObject().put("method", "CUSTOMER_CREDIT").put("amount", "100.00"),
                "customer_phone"))
        .forEach(
            fault ->
                sell(Till.sale().line(product, "1", "100.00").payment(fault.payment()))
                    .isInvalid(fault.field()));
    assertThat(goods.stock(product)).isEqualTo("5.00");
  }

  @Test
  void lines_that_make_no_sense_are_named() {
    String product = goods.product("100.00", "5");
    sell(Till.sale().cash("1.00")).isInvalid("lines");
    sell(Till.sale().line(product, "0", "1.00").cash("1.00")).isInvalid("qty");
    sell(Till.sale().line(product, "1", "-1.00").cash("1.00")).isInvalid("unit_price");
    sell(Till.sale().line(product, "1", "1.00", "100.01").cash("1.00")).isInvalid("discount_pct");
    sell(Till.sale().line(product, "1", "1.00").line(product, "1", "1.00").cash("2.00"))
        .isInvalid("lines");
    sell(Till.sale().line(product, "9999999999", "9999999999").cash("1.00")).isInvalid("lines");
    Answer unknown =
        sell(
            Till.sale()
                .line(product, "1", "1.00")
                .line(UUID.randomUUID().toString(), "1", "1.00")
                .cash("2.00"));
    unknown.isInvalid("lines");
    assertThat(
            unknown
                .json()
                .getJsonObject("fields")
                .getJsonArray("lines")
                .getJsonObject(1)
                .fieldNames())
        .containsExactly("product");
    sell(Till.sale().line(product, "uno", "1.00").cash("1.00")).isInvalid("lines");
  }

  @Test
  void more_than_there_is_sells_nothing() {
    String product = goods.product("100.00", "5");
    String scarce = goods.product("100.00", "1");
    sell(Till.sale().line(product, "1", "100").line(scarce, "2", "100").cash("300"))
        .isRefused(409, "insufficient_stock");
    assertThat(goods.stock(product)).isEqualTo("5.00");
    assertThat(goods.stock(scarce)).isEqualTo("1.00");
  }

  @Test
  void a_cashier_needs_an_administrator_for_a_large_discount() {
    String product = goods.product("100.00", "5");
    Till till = Till.sale().line(product, "1", "100.00", "10.01").cash("89.99");
    sell(till).isInvalid("discount_pct");
    sell(till.with("override_admin_username", TestApplication.OTHER_CASHIER)
            .with("override_admin_password", TestApplication.PASSWORD))
        .isInvalid("override_admin_username");
    sell(till.with("override_admin_username", TestApplication.ADMIN)
            .with("override_admin_password", "no"))
        .isInvalid("override_admin_password");
    sell(till.with("override_admin_password", TestApplication.PASSWORD)).is(201);
    sell(Till.sale().line(product, "1", "100.00", "10.00").cash("90.00")).is(201);
    application
        .admin()
        .post(
            "/sales/create-and-confirm/",
            Till.sale().line(product, "1", "100.00", "50").cash("50").body())
        .is(201);
  }

  @Test
  void a_customer_is_found_by_the_digits_of_the_phone() {
    String product = goods.product("100.00", "5");
    String digits = Long.toString(1_000_000_000L + System.nanoTime() % 1_000_000_000L);
    String typed = "(" + digits.substring(0, 3) + ") " + digits.substring(3);
    Till till = Till.sale().line(product, "1", "100.00").cash("100.00");
    JsonObject first =
        sell(till.with("customer_phone", typed).with("customer_name", "Carla"))
            .is(201)
            .json()
            .getJsonObject("customer_summary");
    JsonObject second =
        sell(Till.sale().line(product, "1", "100.00").cash("100.00").with("customer_phone", digits))
            .is(201)
            .json()
            .getJsonObject("customer_summary");
    assertThat(second.getString("id")).isEqualTo(first.getString("id"));
    assertThat(second.getString("name")).isEqualTo("Carla");
    assertThat(second.getString("phone")).isEqualTo(digits);
    assertThat(second.getInteger("confirmed_sales_count")).isEqualTo(2);
  }

  @Test
  void the_filters_of_the_list_combine() {
    String product = goods.product("100.00", "9");
    JsonObject sale = sell(Till.sale().line(product, "1", "123.45").cash("123.45")).is(201).json();
    String id = sale.getString("id");
    assertThat(cashier.get("/sales/?id=" + id.substring(0, 18)).is(200).results())
        .extracting(row -> row.getString("id"))
        .contains(id);
    assertThat(
            cashier
                .get("/sales/?id=" + id + "&status=CONFIRMED&cashier=CAJA&min_total=123.45")
                .is(200)
                .results())
        .hasSize(1);
    assertThat(cashier.get("/sales/?id=" + id + "&max_total=123.44").is(200).results()).isEmpty();
    assertThat(cashier.get("/sales/?id=" + id + "&status=VOID").is(200).results()).isEmpty();
    assertThat(cashier.get("/sales/?id=" + id + "&status=NONE").is(200).results()).hasSize(1);
    cashier.get("/sales/?date_from=ayer").isInvalid("date_from");
    cashier.get("/sales/?page=0").isRefused(404, "not_found");
    cashier.get("/sales/?page=99999").isRefused(404, "not_found");
  }

  @Test
  void a_page_of_sales_takes_the_same_statements_whatever_it_holds() {
    long one = application.statementsOf(() -> cashier.get("/sales/?page_size=1").is(200));
    assertThat(application.statementsOf(() -> cashier.get("/sales/?page_size=100").is(200)))
        .isEqualTo(one)
        .isEqualTo(4);
  }

  @Test
  void a_sale_is_one_transaction_of_few_statements() {
    List<String> products =
        List.of(
            goods.product("100.00", "5"), goods.product("100.00", "5"), goods.product("1", "5"));
    Till till =
        Till.sale()
            .line(products.get(0), "1", "100.00", "5")
            .line(products.get(1), "1", "100.00")
            .line(products.get(2), "1", "10.00")
            .cash("105.00")
            .card(plan("DEBIT_NORMAL"), "100.00")
            .with("customer_phone", "6641112233");
    long statements = application.statementsOf(() -> sell(till).is(201));
    long user = 1;
    long beginAndCommit = 2;
    assertThat(statements - user - beginAndCommit).isLessThanOrEqualTo(12);
  }

  @Test
  void investors_do_not_sell_and_see_no_sales() {
    application.investor().post("/sales/", Till.sale().body()).isRefused(403, "permission_denied");
    application.investor().get("/sales/").isRefused(403, "permission_denied");
    application.anonymous().get("/sales/").isRefused(401, "not_authenticated");
    cashier.get("/sales/" + UUID.randomUUID() + "/").isRefused(404, "not_found");
    cashier.get("/sales/not-an-id/").isRefused(404, "not_found");
  }
}
