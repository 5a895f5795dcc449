package io.mostrador.domain.layaway;

import static io.mostrador.testing.PutAside.cash;
import static io.mostrador.testing.PutAside.credit;
import static io.mostrador.testing.PutAside.payments;
import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.mostrador.testing.PutAside;
import io.mostrador.testing.Together;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LayawayRacesIT {

  private static final JsonObject FORCE = new JsonObject().put("force", true);

  private final TestApplication application = TestApplication.shared();
  private final ApiClient cashier = application.cashier();
  private final ApiClient admin = application.admin();
  private final Goods goods = new Goods(admin);
  private final String phone = PutAside.newPhone();
  private final String product = goods.product("100.00", "9");

  /** One unit of 100.00, and a deposit; its path. */
  private String begun(String deposit) {
    JsonObject body = PutAside.of(phone).line(product, "1", "100.00").deposit(deposit).body();
    return "/layaways/" + cashier.post("/layaways/", body).is(201).id() + "/";
  }

  private JsonObject read(String path) {
    return cashier.get(path).is(200).json();
  }

  private String creditBalance() {
    return cashier.get("/customer-credits/?customer_phone=" + phone).is(200).results().stream()
        .map(credit -> credit.getString("balance"))
        .findFirst()
        .orElse("0.00");
  }

  private static List<Answer> atOnce(List<Supplier<Answer>> calls) {
    return Together.all(calls);
  }

  private static List<Answer> done(List<Answer> answers) {
    return answers.stream().filter(answer -> answer.status() == 200).toList();
  }

  private static void assertThatOthersAreRefused(List<Answer> answers) {
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .allSatisfy(
            answer ->
                assertThat(answer.json().getString("code"))
                    .as(answer.text())
                    .isIn("invalid_state", "invalid_payment"));
  }

  @RepeatedTest(8)
  void of_settling_expiring_and_paying_at_once_one_wins() {
    String path = begun("40.00");
    List<Answer> answers =
        atOnce(
            List.of(
                () -> cashier.post(path + "settle/", payments(cash("60.00"))),
                () -> admin.post(path + "expire/", FORCE),
                () -> application.otherCashier().post(path + "payments/", payments(cash("60.00"))),
                () -> cashier.post(path + "settle/", payments(cash("60.00"))),
                () -> admin.post(path + "expire/", FORCE)));
    assertThat(done(answers)).hasSize(1);
    assertThatOthersAreRefused(answers);

    JsonObject layaway = read(path);
    assertThat(layaway).isEqualTo(done(answers).get(0).json());
    boolean isSettled = layaway.getString("status").equals("SETTLED");
    assertThat(layaway.getString("amount_paid")).isEqualTo(isSettled ? "100.00" : "40.00");
    assertThat(layaway.getJsonArray("payments")).hasSize(isSettled ? 2 : 1);
    assertThat(creditBalance()).isEqualTo(isSettled ? "0.00" : "40.00");
    assertThat(goods.stock(product)).isEqualTo(isSettled ? "8.00" : "9.00");
    assertThat(cashier.get("/sales/?customer_phone=" + phone).is(200).results())
        .hasSize(isSettled ? 1 : 0);
  }

  @Test
  void payments_at_once_never_exceed_what_is_due() {
    String path = begun("10.00");
    List<Answer> answers =
        Together.times(8, each -> cashier.post(path + "payments/", payments(cash("40.00"))));
    assertThat(done(answers)).hasSize(2);
    assertThatOthersAreRefused(answers);
    assertThat(read(path).getString("balance_due")).isEqualTo("10.00");
    assertThat(read(path).getJsonArray("payments")).hasSize(3);
  }

  @Test
  void instalments_at_once_that_fit_are_all_taken_and_settle_once() {
    String path = begun("20.00");
    List<Answer> answers =
        Together.times(8, each -> cashier.post(path + "payments/", payments(cash("10.00"))));
    assertThat(done(answers)).hasSize(8);
    assertThat(read(path).getString("status")).isEqualTo("SETTLED");
    assertThat(cashier.get("/sales/?customer_phone=" + phone).is(200).results()).hasSize(1);
  }

  @RepeatedTest(4)
  void credit_is_not_spent_twice_at_once() {
    admin.post(begun("50.00") + "expire/", FORCE).is(200);
    JsonObject credit =
        cashier.get("/customer-credits/?customer_phone=" + phone).is(200).results().get(0);
    String first = begun("10.00");
    String second = begun("10.00");
    List<Answer> answers =
        atOnce(
            List.of(
                () -> cashier.post(first + "payments/", payments(credit("50.00"))),
                () -> cashier.post(second + "payments/", payments(credit("50.00"))),
                () -> cashier.post(second + "settle/", payments(credit("50.00"), cash("40.00"))),
                () ->
                    cashier.post(
                        "/customer-credits/" + credit.getString("id") + "/apply/",
                        new JsonObject().put("amount", "50.00")),
                () -> buyWithCredit("50.00")));
    assertThat(answers).filteredOn(answer -> answer.status() < 300).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() >= 300)
        .allSatisfy(answer -> assertThat(answer.status()).as(answer.text()).isEqualTo(400));
    assertThat(creditBalance()).isEqualTo("0.00");
  }

  private Answer buyWithCredit(String amount) {
    JsonObject line =
        new JsonObject()
            .put("product", product)
            .put("qty", "1")
            .put("unit_price", amount)
            .put("unit_cost", "1.00");
    return cashier.post(
        "/sales/create-and-confirm/",
        payments(credit(amount))
            .put("lines", new JsonArray().add(line))
            .put("customer_phone", phone));
  }

  @Test
  void a_settled_sale_is_voided_once_and_refunds_once() {
    admin.post(begun("30.00") + "expire/", FORCE).is(200);
    String path = begun("10.00");
    String sale =
        cashier
            .post(path + "settle/", payments(credit("30.00"), cash("60.00")))
            .is(200)
            .json()
            .getString("settled_sale_id");
    List<Answer> answers =
        Together.times(6, each -> admin.post("/sales/" + sale + "/void/", new JsonObject()));
    assertThat(done(answers)).hasSize(1);
    assertThatOthersAreRefused(answers);
    assertThat(read(path).getString("status")).isEqualTo("REFUNDED");
    assertThat(creditBalance()).isEqualTo("30.00");
    assertThat(goods.stock(product)).isEqualTo("9.00");
  }

  @Test
  void of_many_tills_one_puts_the_last_unit_aside() {
    String last = goods.product("100.00", "1");
    JsonObject body = PutAside.of(phone).line(last, "1", "100.00").deposit("10.00").body();
    List<Integer> statuses = Together.times(8, each -> cashier.post("/layaways/", body).status());
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
    assertThat(statuses).filteredOn(status -> status != 201).hasSize(7).containsOnly(409);
    assertThat(goods.stock(last)).isEqualTo("0.00");
  }

  @Test
  void layaways_of_the_same_goods_in_any_order_do_not_block_each_other() {
    List<String> products =
        IntStream.range(0, 4).mapToObj(each -> goods.product("10.00", "16")).toList();
    List<Integer> statuses =
        Together.times(
            8,
            each -> {
              PutAside body = PutAside.of(PutAside.newPhone()).deposit("1.00");
              List<String> ordered = new java.util.ArrayList<>(products);
              Collections.rotate(ordered, each);
              ordered.forEach(one -> body.line(one, "1", "10.00"));
              String id = cashier.post("/layaways/", body.body()).is(201).id();
              return admin.post("/layaways/" + id + "/expire/", FORCE).status();
            });
    assertThat(statuses).containsOnly(200);
    assertThat(products).allSatisfy(one -> assertThat(goods.stock(one)).isEqualTo("16.00"));
  }

  @Test
  void the_same_key_at_once_settles_once_and_answers_equally() {
    String path = begun("40.00");
    ApiClient till = cashier.withKey(UUID.randomUUID().toString());
    List<Answer> answers =
        Together.times(6, each -> till.post(path + "settle/", payments(cash("60.00"))));
    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(answers).extracting(Answer::json).containsOnly(answers.get(0).json());
    assertThat(cashier.get("/sales/?customer_phone=" + phone).is(200).results()).hasSize(1);
  }
}
