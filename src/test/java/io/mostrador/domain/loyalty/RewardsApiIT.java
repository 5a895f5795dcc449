package io.mostrador.domain.loyalty;

import static io.mostrador.domain.loyalty.LoyalShop.condition;
import static io.mostrador.domain.loyalty.LoyalShop.nth;
import static io.mostrador.domain.loyalty.LoyalShop.program;
import static io.mostrador.domain.loyalty.LoyalShop.promised;
import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.AuditTrail;
import io.mostrador.testing.PutAside;
import io.mostrador.testing.Together;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RewardsApiIT {

  private final TestApplication application = TestApplication.shared();
  private final LoyalShop shop = new LoyalShop(application);

  @Test
  void the_nth_purchase_is_rewarded_once_and_explained() throws SQLException {
    String program =
        shop.active(
            nth(3).put("limits", new JsonObject().put("per_customer", 1).put("window_days", 90)));
    String first = shop.buys("300.00");
    shop.buys("299.99");
    assertThat(shop.evaluated(program, "400.00").getJsonArray("reasons"))
        .isEqualTo(new JsonArray().add("condition_not_met"));
    String second = shop.buys("500.00");

    JsonObject said = shop.evaluated(program, "400.00");
    assertThat(said.getBoolean("eligible")).isTrue();
    assertThat(said.getString("discount_amount")).isEqualTo("60.00");
    assertThat(said.getString("progress")).isEqualTo("2/3");
    JsonObject check = said.getJsonArray("checks").getJsonObject(0);
    assertThat(check.getInteger("required")).isEqualTo(3);
    assertThat(check.getInteger("actual")).isEqualTo(2);
    assertThat(check.getJsonArray("sales")).isEqualTo(new JsonArray().add(second).add(first));

    JsonObject sale = shop.redeem(program, "400.00", "60.00", "340.00").is(201).json();
    assertThat(sale.getString("discount_amount")).isEqualTo("60.00");
    assertThat(sale.getString("total")).isEqualTo("340.00");
    assertThat(sale.getJsonArray("lines").getJsonObject(0).getString("promotion_discount"))
        .isEqualTo("60.00");
    assertThat(shop.cashier.get("/sales/" + sale.getString("id") + "/").is(200).json())
        .isEqualTo(sale);
    assertThat(shop.evaluated(program, "400.00").getJsonArray("reasons")).contains("limit_used");

    JsonObject trace = shop.redemptionOf(sale.getString("id"));
    assertThat(trace.getString("state")).isEqualTo("REDEEMED");
    assertThat(trace.getInteger("version")).isEqualTo(1);
    assertThat(trace.getString("cashier_username")).isEqualTo(TestApplication.CASHIER);
    assertThat(trace.getJsonArray("checks").getJsonObject(0)).isEqualTo(check);
    assertThat(trace.getJsonArray("lines").getJsonObject(0).getString("promotion_discount"))
        .isEqualTo("60.00");
    assertThat(trace.getValue("reversal")).isNull();
    try (var database = application.connect()) {
      assertThat(AuditTrail.of(database, trace.getString("id")))
          .containsExactly(new AuditTrail.Entry("loyalty.redeem", TestApplication.CASHIER));
      assertThat(AuditTrail.of(database, sale.getString("id")))
          .extracting(AuditTrail.Entry::action)
          .containsExactly("sale.confirm");
    }
    shop.end(program);
  }

  @Test
  void a_redemption_keeps_its_version_for_good() {
    String program = shop.active(nth(1));
    String sale = shop.redeem(program, "400.00", "60.00", "340.00").is(201).id();
    shop.admin
        .patch(
            "/loyalty/programs/" + program + "/",
            new JsonObject()
                .put("benefit", new JsonObject().put("type", "AMOUNT").put("value", "5")))
        .is(200);
    JsonObject trace = shop.redemptionOf(sale);
    assertThat(trace.getInteger("version")).isEqualTo(1);
    assertThat(trace.getJsonObject("benefit").getString("value")).isEqualTo("15.00");
    assertThat(shop.evaluated(program, "400.00").getString("discount_amount")).isEqualTo("5.00");
    shop.end(program);
  }

  @Test
  void another_discount_than_promised_sells_nothing_and_shows_the_new_evaluation() {
    String program = shop.active(nth(1));
    String before = shop.goods.stock(shop.product);
    Answer refused = shop.redeem(program, "400.00", "59.99", "340.01");
    refused.isRefused(409, "promotion_changed");
    JsonObject evaluation = refused.json().getJsonObject("fields").getJsonObject("promotion");
    assertThat(evaluation.getString("discount_amount")).isEqualTo("60.00");
    assertThat(evaluation.getString("program")).isEqualTo(program);
    assertThat(shop.goods.stock(shop.product)).isEqualTo(before);

    shop.admin.post("/loyalty/programs/" + program + "/pause/").is(200);
    Answer paused = shop.redeem(program, "400.00", "60.00", "340.00");
    paused.isRefused(409, "promotion_changed");
    assertThat(
            paused
                .json()
                .getJsonObject("fields")
                .getJsonObject("promotion")
                .getJsonArray("reasons"))
        .isEqualTo(new JsonArray().add("not_active"));
    shop.end(program);
  }

  @Test
  void a_discount_of_zero_sells_and_uses_nothing_up() {
    String program = shop.active(nth(5));
    String sale = shop.redeem(program, "400.00", "0", "400.00").is(201).id();
    assertThat(shop.cashier.get("/loyalty/redemptions/?sale=" + sale).is(200).results()).isEmpty();
    assertThat(uses(program)).isZero();
    shop.end(program);
  }

  private int uses(String program) {
    return shop.admin.get("/loyalty/programs/" + program + "/").is(200).json().getInteger("uses");
  }

  @Test
  void bad_promotions_are_named() {
    String program = shop.active(nth(1));
    JsonObject draft = promised(shop.sale("400.00"), program, "60.00");
    shop.cashier.post("/sales/", draft).isInvalid("promotion");
    shop.cashier.post("/sales/", shop.sale("400.00").putNull("promotion")).is(201);
    shop.sell(shop.sale("400.00").put("promotion", new JsonObject())).isInvalid("promotion");
    JsonObject unknown = promised(shop.sale("400.00"), UUID.randomUUID().toString(), "0");
    assertThat(
            shop.sell(unknown)
                .isInvalid("promotion")
                .json()
                .getJsonObject("fields")
                .getJsonObject("promotion")
                .fieldNames())
        .containsExactly("program");
    JsonObject nobody = promised(shop.sale("400.00"), program, "60.00");
    nobody.remove("customer_phone");
    shop.sell(nobody).isInvalid("customer_phone");
    shop.redeem(program, "400.00", "60.00", "400.00").isInvalid("payments");
    shop.end(program);
  }

  @Test
  void a_cashiers_limit_is_about_manual_discounts_only() {
    String program =
        shop.active(
            nth(1)
                .put("stack_with_manual", true)
                .put(
                    "benefit",
                    new JsonObject()
                        .put("type", "PERCENT")
                        .put("value", "60")
                        .put("allow_below_cost", true)));
    JsonObject sale = promised(shop.sale(shop.phone, "400.00", "200.00"), program, "160.00");
    sale.getJsonArray("lines").getJsonObject(0).put("discount_pct", "10");
    JsonObject sold = shop.sell(sale).is(201).json();
    assertThat(sold.getString("discount_amount")).isEqualTo("200.00");
    assertThat(sold.getString("total")).isEqualTo("200.00");
    sale.getJsonArray("lines").getJsonObject(0).put("discount_pct", "10.01");
    shop.sell(sale).isInvalid("discount_pct");
    shop.end(program);

    String alone = shop.active(nth(1));
    JsonObject reduced = promised(shop.sale(shop.phone, "400.00", "360.00"), alone, "54.00");
    reduced.getJsonArray("lines").getJsonObject(0).put("discount_pct", "10");
    assertThat(
            shop.sell(reduced)
                .isRefused(409, "promotion_changed")
                .json()
                .getJsonObject("fields")
                .getJsonObject("promotion")
                .getJsonArray("reasons"))
        .isEqualTo(new JsonArray().add("not_stackable"));
    shop.end(alone);
  }

  @Test
  void a_void_frees_the_slot_and_takes_the_purchase_away() throws SQLException {
    String program =
        shop.active(nth(2).put("limits", new JsonObject().put("per_customer", 1).put("total", 1)));
    String earned = shop.buys("300.00");
    String sale = shop.redeem(program, "400.00", "60.00", "340.00").is(201).id();
    assertThat(uses(program)).isEqualTo(1);
    shop.cancel(sale);
    assertThat(uses(program)).isZero();
    JsonObject trace = shop.redemptionOf(sale);
    assertThat(trace.getString("state")).isEqualTo("REVERSED");
    assertThat(trace.getJsonObject("reversal").getString("reason")).isEqualTo("Devolución");
    assertThat(trace.getJsonObject("reversal").getString("discount_amount")).isEqualTo("-60.00");
    assertThat(shop.evaluated(program, "400.00").getBoolean("eligible")).isTrue();

    shop.cancel(earned);
    assertThat(shop.evaluated(program, "400.00").getString("progress")).isEqualTo("0/2");
    assertThat(shop.redemptionOf(sale).getInteger("exception_count")).isZero();
    try (var database = application.connect()) {
      assertThat(AuditTrail.of(database, trace.getString("id")))
          .extracting(AuditTrail.Entry::action)
          .containsExactly("loyalty.redeem", "loyalty.reverse");
    }
    shop.end(program);
  }

  @Test
  void voiding_what_a_reward_was_based_on_writes_an_exception_and_leaves_the_sale_alone()
      throws SQLException {
    String program = shop.active(nth(2));
    String small = shop.buys("10.00");
    String based = shop.buys("300.00");
    JsonObject sale = shop.redeem(program, "400.00", "60.00", "340.00").is(201).json();
    String id = sale.getString("id");
    shop.cancel(small);
    assertThat(shop.redemptionOf(id).getInteger("exception_count")).isZero();
    shop.cancel(based);

    JsonObject trace = shop.redemptionOf(id);
    assertThat(trace.getString("state")).isEqualTo("REDEEMED");
    assertThat(trace.getInteger("exception_count")).isEqualTo(1);
    JsonObject exception = trace.getJsonArray("exceptions").getJsonObject(0);
    assertThat(exception.getString("purchase")).isEqualTo(based);
    assertThat(exception.getString("sale")).isEqualTo(id);
    assertThat(shop.cashier.get("/sales/" + id + "/").is(200).json().getString("status"))
        .isEqualTo("CONFIRMED");
    List<JsonObject> events =
        shop.cashier.get("/customers/" + shop.customer() + "/loyalty/events/").is(200).results();
    assertThat(events)
        .extracting(event -> event.getString("kind"))
        .containsExactly("EXCEPTION", "REDEEMED");
    JsonObject report = shop.admin.get("/reports/loyalty/?program=" + program).is(200).json();
    assertThat(report.getInteger("uses")).isEqualTo(1);
    assertThat(report.getInteger("exceptions")).isEqualTo(1);
    assertThat(report.getString("discount_amount")).isEqualTo("60.00");
    assertThat(report.getString("revenue")).isEqualTo("340.00");
    assertThat(report.getJsonArray("programs").getJsonObject(0).getJsonArray("days")).hasSize(1);
    try (var database = application.connect()) {
      assertThat(AuditTrail.of(database, trace.getString("id")))
          .extracting(AuditTrail.Entry::action)
          .containsExactly("loyalty.redeem", "loyalty.exception");
    }
    shop.end(program);
  }

  @Test
  void a_confirmed_draft_and_a_settled_layaway_are_purchases_and_nothing_else_is() {
    String program = shop.active(program(condition("PURCHASE_COUNT", "gte", "9")));
    String draft = shop.cashier.post("/sales/", shop.sale("400.00")).is(201).id();
    assertThat(shop.evaluated(program, "1.00").getString("progress")).isEqualTo("0/9");
    shop.cashier.post("/sales/" + draft + "/confirm/").is(200);
    assertThat(shop.evaluated(program, "1.00").getString("progress")).isEqualTo("1/9");

    String layaway = putAside();
    assertThat(shop.evaluated(program, "1.00").getString("progress")).isEqualTo("1/9");
    shop.cashier
        .post("/layaways/" + layaway + "/settle/", PutAside.payments(PutAside.cash("300.00")))
        .is(200);
    assertThat(shop.evaluated(program, "1.00").getString("progress")).isEqualTo("2/9");
    shop.admin
        .post("/layaways/" + putAside() + "/expire/", new JsonObject().put("force", true))
        .is(200);
    assertThat(shop.evaluated(program, "1.00").getString("progress")).isEqualTo("2/9");
    shop.end(program);
  }

  private String putAside() {
    return shop.cashier
        .post(
            "/layaways/",
            PutAside.of(shop.phone).line(shop.product, "1", "400.00").deposit("100.00").body())
        .is(201)
        .id();
  }

  @Test
  void evaluations_come_best_first_and_ask_for_a_customer() {
    String less = shop.active(nth(1).put("priority", 9));
    String more =
        shop.active(
            nth(1).put("benefit", new JsonObject().put("type", "AMOUNT").put("value", "99")));
    String never = shop.active(nth(7));
    JsonObject body =
        new JsonObject()
            .put("customer_phone", shop.phone)
            .put("lines", new JsonArray().add(shop.line("400.00")));
    JsonObject said = shop.cashier.post("/loyalty/evaluations/", body).is(200).json();
    assertThat(said.getValue("customer")).isNull();
    List<String> ids =
        said.getJsonArray("results").stream()
            .map(each -> ((JsonObject) each).getString("program"))
            .filter(List.of(less, more, never)::contains)
            .toList();
    assertThat(ids).containsExactly(more, less, never);

    shop.buys("10.00");
    JsonObject standing =
        shop.cashier.get("/customers/" + shop.customer() + "/loyalty/").is(200).json();
    assertThat(standing.getString("customer")).isEqualTo(shop.customer());
    body.remove("customer_phone");
    shop.cashier.post("/loyalty/evaluations/", body).isInvalid("customer");
    shop.cashier
        .post("/loyalty/evaluations/", body.put("customer", UUID.randomUUID().toString()))
        .isInvalid("customer");
    JsonObject twice =
        body.copy()
            .put("customer", shop.customer())
            .put("lines", new JsonArray().add(shop.line("1")).add(shop.line("1")));
    shop.cashier.post("/loyalty/evaluations/", twice).isInvalid("lines");
    JsonObject unknown = shop.line("1").put("product", UUID.randomUUID().toString());
    shop.cashier
        .post("/loyalty/evaluations/", twice.put("lines", new JsonArray().add(unknown)))
        .isInvalid("lines");
    List.of(less, more, never).forEach(shop::end);
  }

  @Test
  void of_32_confirmations_at_once_for_one_slot_one_wins() {
    String own = shop.active(nth(1).put("limits", new JsonObject().put("per_customer", 1)));
    List<Answer> answers =
        Together.times(
            32,
            () -> shop.insist(promised(shop.sale(shop.phone, "400.00", "340.00"), own, "60.00")));
    assertThatOneWon(answers);
    assertThat(uses(own)).isEqualTo(1);
    shop.end(own);

    String shared = shop.active(nth(1).put("limits", new JsonObject().put("total", 1)));
    List<Answer> others =
        Together.times(
            32,
            each ->
                shop.sell(
                    promised(shop.sale(PutAside.newPhone(), "400.00", "340.00"), shared, "60.00")));
    assertThatOneWon(others);
    assertThat(uses(shared)).isEqualTo(1);
    shop.end(shared);
  }

  private static void assertThatOneWon(List<Answer> answers) {
    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .allSatisfy(answer -> answer.isRefused(409, "promotion_changed"));
  }

  /** What a sale of one unit of an investor's goods for 400.00 earns, with 60.00 off or none. */
  private JsonObject earned(String funding) {
    String goods = shop.goods.product("400.00", "5");
    String investor =
        shop.admin
            .post(
                "/investors/",
                new JsonObject()
                    .put("display_name", "Inversionista " + UUID.randomUUID())
                    .put("initial_capital", "1000.00"))
            .is(201)
            .id();
    JsonObject bought =
        new JsonObject().put("product", goods).put("qty", "2").put("unit_cost_gross", "100.00");
    shop.admin
        .post(
            "/investors/" + investor + "/purchases/",
            new JsonObject().put("tax_rate_pct", "0").put("lines", new JsonArray().add(bought)))
        .is(201);
    String paid = funding == null ? "400.00" : "340.00";
    JsonObject sale = shop.sale(PutAside.newPhone(), "400.00", paid);
    sale.getJsonArray("lines").getJsonObject(0).put("product", goods);
    if (funding == null) {
      return shop.sell(sale).is(201).json().getJsonObject("profitability_breakdown");
    }
    String program = shop.active(nth(1).put("funded_by", funding));
    JsonObject sold = shop.sell(promised(sale, program, "60.00")).is(201).json();
    shop.end(program);
    return sold.getJsonObject("profitability_breakdown");
  }

  @Test
  void the_store_bears_what_it_funds_and_shares_what_is_shared() {
    JsonObject without = earned(null);
    JsonObject borne = earned("STORE");
    JsonObject shared = earned("SHARED");
    String whole = without.getString("investor_profit_total");
    assertThat(borne.getString("investor_profit_total")).isEqualTo(whole);
    assertThat(new BigDecimal(shared.getString("investor_profit_total")))
        .isPositive()
        .isLessThan(new BigDecimal(whole));
    assertThat(borne.getString("net_profit_total")).isEqualTo(shared.getString("net_profit_total"));
    for (JsonObject breakdown : List.of(without, borne, shared)) {
      assertThat(
              new BigDecimal(breakdown.getString("investor_profit_total"))
                  .add(new BigDecimal(breakdown.getString("store_profit_total"))))
          .isEqualTo(new BigDecimal(breakdown.getString("net_profit_total")));
    }
  }

  @Test
  void a_budget_is_never_exceeded_by_confirmations_at_once() {
    String program = shop.active(nth(1).put("limits", new JsonObject().put("budget", "200.00")));
    List<Answer> answers =
        Together.times(
            12,
            each ->
                shop.insist(
                    promised(
                        shop.sale(PutAside.newPhone(), "400.00", "340.00"), program, "60.00")));
    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(3);
    shop.end(program);
  }

  @Test
  void a_simulation_plays_past_sales_within_the_limits_and_changes_nothing() {
    String program = shop.active(nth(2).put("limits", new JsonObject().put("per_customer", 1)));
    shop.buys("300.00");
    shop.buys("400.00");
    shop.buys("400.00");
    String today = LocalDate.now(java.time.ZoneId.of("America/Mexico_City")).toString();
    JsonObject days = new JsonObject().put("date_from", today).put("date_to", today);
    String path = "/loyalty/programs/" + program + "/simulate/";
    JsonObject cost = shop.admin.post(path, days).is(200).json();
    assertThat(cost.getInteger("sales_count")).isGreaterThanOrEqualTo(3);
    assertThat(cost.getInteger("uses")).isEqualTo(cost.getInteger("customers_count"));
    assertThat(cost.getInteger("uses")).isPositive();
    assertThat(uses(program)).isZero();
    shop.admin
        .post(path, days.copy().put("date_from", "2026-01-02").put("date_to", "2026-01-01"))
        .isInvalid("date_from");
    shop.admin.post(path, days.copy().put("date_from", "2020-01-01")).isInvalid("date_to");
    shop.end(program);
  }
}
