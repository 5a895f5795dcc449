package io.mostrador.domain.layaway;

import static io.mostrador.testing.PutAside.card;
import static io.mostrador.testing.PutAside.cash;
import static io.mostrador.testing.PutAside.credit;
import static io.mostrador.testing.PutAside.payments;
import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.AuditTrail;
import io.mostrador.testing.Goods;
import io.mostrador.testing.PutAside;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LayawaysApiIT {

  private final TestApplication application = TestApplication.shared();
  private final ApiClient cashier = application.cashier();
  private final ApiClient admin = application.admin();
  private final Goods goods = new Goods(admin);
  private final String phone = PutAside.newPhone();

  private String plan(String code) {
    return cashier.get("/card-commission-plans/").is(200).results().stream()
        .filter(plan -> plan.getString("code").equals(code))
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  private Answer begin(PutAside goodsAside) {
    return cashier.post("/layaways/", goodsAside.body());
  }

  /** One unit of 100.00, and a deposit; its id. */
  private String begun(String deposit) {
    String product = goods.product("100.00", "1");
    return begin(PutAside.of(phone).line(product, "1", "100.00").deposit(deposit)).is(201).id();
  }

  private Answer change(String id, String what, JsonObject body) {
    return cashier.post("/layaways/" + id + "/" + what + "/", body);
  }

  private JsonObject layaway(String id) {
    return cashier.get("/layaways/" + id + "/").is(200).json();
  }

  private static JsonObject extension(OffsetDateTime newExpiresAt) {
    return new JsonObject().put("new_expires_at", newExpiresAt.toString());
  }

  private static List<JsonObject> objects(JsonObject json, String field) {
    return json.getJsonArray(field).stream().map(JsonObject.class::cast).toList();
  }

  private String creditBalance() {
    return cashier.get("/customer-credits/?customer_phone=" + phone).is(200).results().stream()
        .map(credit -> credit.getString("balance"))
        .findFirst()
        .orElse("none");
  }

  /** So much credit for the customer of this test. */
  private void giveCredit(String amount) {
    admin
        .post("/layaways/" + begun(amount) + "/expire/", new JsonObject().put("force", true))
        .is(200);
  }

  private static OffsetDateTime inDays(int days) {
    return OffsetDateTime.now(ZoneOffset.UTC).plusDays(days);
  }

  @Test
  void goods_are_put_aside_and_everything_is_shown() {
    String jacket = goods.product("3200.00", "4");
    String lock = goods.product("480.50", "5");
    JsonObject layaway =
        begin(
                PutAside.of(phone)
                    .line(jacket, "1", "3200.00")
                    .line(
                        new JsonObject()
                            .put("product", lock)
                            .put("qty", 2)
                            .put("unit_price", "480.50")
                            .put("discount_pct", "10"))
                    .deposit("900.00")
                    .deposit(new JsonObject().put("amount", "100.00"))
                    .with("notes", " para navidad "))
            .is(201)
            .json();
    assertThat(layaway.getString("status")).isEqualTo("ACTIVE");
    assertThat(layaway.getString("subtotal")).isEqualTo("4161.00");
    assertThat(layaway.getString("total")).isEqualTo("4064.90");
    assertThat(layaway.getString("total_price")).isEqualTo("4064.90");
    assertThat(layaway.getString("amount_paid")).isEqualTo("1000.00");
    assertThat(layaway.getString("deposit_amount")).isEqualTo("1000.00");
    assertThat(layaway.getString("balance_due")).isEqualTo("3064.90");
    assertThat(layaway.getString("customer_credit_balance")).isEqualTo("0.00");
    assertThat(layaway.getString("customer_phone")).isEqualTo(phone);
    assertThat(layaway.getJsonObject("customer").getString("phone_normalized")).isEqualTo(phone);
    assertThat(layaway.getString("notes")).isEqualTo("para navidad");
    assertThat(layaway.getValue("settled_sale_id")).isNull();
    assertThat(layaway.getJsonArray("extensions")).isEmpty();
    assertThat(objects(layaway, "lines"))
        .extracting(line -> line.getString("product"))
        .containsExactly(jacket, lock);
    assertThat(objects(layaway, "lines").get(1).getString("unit_cost")).isEqualTo("0.00");
    assertThat(objects(layaway, "payments"))
        .extracting(payment -> payment.getString("amount"))
        .containsExactly("900.00", "100.00");
    assertThat(objects(layaway, "payments").get(1).copy().put("id", "").put("created_at", ""))
        .isEqualTo(
            new JsonObject()
                .put("id", "")
                .put("method", "CASH")
                .put("amount", "100.00")
                .put("card_type", "")
                .put("card_instrument", "")
                .put("card_plan_code", "")
                .put("card_plan_label", "")
                .put("installments_months", 0)
                .putNull("commission_rate")
                .put("reference_type", "layaway_create")
                .put("reference_id", layaway.getString("id"))
                .put("created_at", ""));
    assertThat(layaway(layaway.getString("id"))).isEqualTo(layaway);
    assertThat(goods.stock(jacket)).isEqualTo("3.00");
    assertThat(goods.stock(lock)).isEqualTo("3.00");
    JsonObject movement =
        cashier.get("/inventory/movements/?product=" + lock).is(200).results().get(0);
    assertThat(movement.getString("movement_type")).isEqualTo("RESERVED");
    assertThat(movement.getString("reference_type")).isEqualTo("layaway_reserve");
    assertThat(movement.getString("reference_id")).isEqualTo(layaway.getString("id"));
    assertThat(movement.getString("quantity_delta")).isEqualTo("-2.00");
  }

  @Test
  void each_line_is_rounded_half_even() {
    PutAside halfCents =
        PutAside.of(phone)
            .line(goods.product("1", "1"), "0.50", "0.01")
            .line(goods.product("1", "1"), "0.50", "0.03")
            .deposit("0.01");
    JsonObject layaway = begin(halfCents).is(201).json();
    assertThat(layaway.getString("subtotal")).isEqualTo("0.02");
    assertThat(layaway.getString("total")).isEqualTo("0.02");
  }

  @Test
  void payments_are_taken_until_the_rest_makes_a_sale() {
    String product = goods.product("100.00", "3");
    String id =
        begin(PutAside.of(phone).line(product, "2", "100.00").deposit("50.00")).is(201).id();
    JsonObject paid =
        change(id, "payments", payments(card(plan("CREDIT_MSI_3"), "30.00"), cash("20.00")))
            .is(200)
            .json();
    assertThat(paid.getString("amount_paid")).isEqualTo("100.00");
    assertThat(paid.getString("balance_due")).isEqualTo("100.00");
    assertThat(paid.getString("deposit_amount")).isEqualTo("50.00");
    assertThat(paid.getString("status")).isEqualTo("ACTIVE");
    JsonObject byCard = objects(paid, "payments").get(1);
    assertThat(byCard.getString("commission_rate")).isEqualTo("0.0558");
    assertThat(byCard.getString("card_type")).isEqualTo("MSI_3");
    assertThat(byCard.getString("card_plan_code")).isEqualTo("CREDIT_MSI_3");
    assertThat(byCard.getString("reference_type")).isEqualTo("layaway_payment");

    JsonObject settled = change(id, "payments", payments(cash("100.00"))).is(200).json();
    assertThat(settled.getString("status")).isEqualTo("SETTLED");
    assertThat(settled.getString("balance_due")).isEqualTo("0.00");
    JsonObject sale =
        cashier.get("/sales/" + settled.getString("settled_sale_id") + "/").is(200).json();
    assertThat(sale.getString("status")).isEqualTo("CONFIRMED");
    assertThat(sale.getString("cashier_username")).isEqualTo(TestApplication.CASHIER);
    assertThat(sale.getString("total")).isEqualTo("200.00");
    assertThat(sale.getJsonObject("customer_summary").getString("phone")).isEqualTo(phone);
    assertThat(objects(sale, "payments"))
        .extracting(payment -> payment.getString("amount"))
        .containsExactly("50.00", "30.00", "20.00", "100.00");
    assertThat(objects(sale, "payments"))
        .extracting(payment -> payment.getString("card_plan_id"))
        .containsOnlyNulls();
    assertThat(sale.getJsonObject("profitability_breakdown").getString("commission_amount"))
        .isEqualTo("1.67");
    assertThat(goods.stock(product)).isEqualTo("1.00");
  }

  @Test
  void a_settlement_pays_all_or_nothing() {
    String id = begun("40.00");
    change(id, "settle", payments(cash("59.99"))).isRefused(400, "invalid_payment");
    change(id, "settle", payments(cash("60.01"))).isRefused(400, "invalid_payment");
    change(id, "settle", payments()).isRefused(400, "invalid_payment");
    assertThat(layaway(id).getString("amount_paid")).isEqualTo("40.00");
    assertThat(layaway(id).getJsonArray("payments")).hasSize(1);
    JsonObject settled = change(id, "settle", payments(cash("60.00"))).is(200).json();
    assertThat(settled.getString("status")).isEqualTo("SETTLED");
    assertThat(settled.getString("amount_paid")).isEqualTo("100.00");
    assertThat(layaway(id)).isEqualTo(settled);
  }

  @Test
  void a_deposit_of_everything_is_settled_without_payments() {
    String id = begun("100.00");
    assertThat(layaway(id).getString("status")).isEqualTo("ACTIVE");
    assertThat(layaway(id).getString("balance_due")).isEqualTo("0.00");
    change(id, "payments", payments(cash("0.01"))).isRefused(400, "invalid_payment");
    JsonObject settled = change(id, "settle", payments()).is(200).json();
    assertThat(settled.getString("status")).isEqualTo("SETTLED");
    assertThat(settled.getString("settled_sale_id")).isNotNull();
  }

  @Test
  void more_than_is_due_is_not_taken() {
    String id = begun("40.00");
    change(id, "payments", payments(cash("60.01"))).isRefused(400, "invalid_payment");
    change(id, "payments", payments(cash("30.00"), cash("30.01")))
        .isRefused(400, "invalid_payment");
    assertThat(layaway(id).getString("amount_paid")).isEqualTo("40.00");
  }

  @Test
  void store_credit_is_used_when_it_is_paid_with_and_comes_back_once() throws Exception {
    giveCredit("70.00");
    String product = goods.product("100.00", "1");
    String id =
        begin(PutAside.of(phone).line(product, "1", "100.00").deposit("20.00")).is(201).id();
    change(id, "payments", payments(credit("70.01"))).isRefused(400, "invalid_payment");
    JsonObject paid = change(id, "payments", payments(credit("50.00"))).is(200).json();
    assertThat(paid.getString("customer_credit_balance")).isEqualTo("20.00");
    String sale =
        change(id, "settle", payments(credit("10.00"), cash("20.00")))
            .is(200)
            .json()
            .getString("settled_sale_id");
    assertThat(creditBalance()).isEqualTo("10.00");

    admin.post("/sales/" + sale + "/void/", new JsonObject()).is(200);
    assertThat(creditBalance()).isEqualTo("70.00");
    assertThat(layaway(id).getString("status")).isEqualTo("REFUNDED");
    assertThat(layaway(id).getString("settled_sale_id")).isEqualTo(sale);
    assertThat(goods.stock(product)).isEqualTo("1.00");
    admin.post("/sales/" + sale + "/void/", new JsonObject()).isRefused(400, "invalid_state");
    assertThat(creditBalance()).isEqualTo("70.00");
    try (Connection database = application.connect()) {
      assertThat(AuditTrail.of(database, id))
          .extracting(AuditTrail.Entry::action)
          .containsExactly(
              "layaway.create", "layaway.payment", "layaway.payment", "layaway.refund");
      assertThat(AuditTrail.of(database, sale))
          .extracting(AuditTrail.Entry::action)
          .containsExactly("sale.confirm", "sale.void");
    }
  }

  @Test
  void cash_of_a_voided_sale_does_not_become_credit() {
    String id = begun("40.00");
    String sale =
        change(id, "settle", payments(cash("60.00"))).is(200).json().getString("settled_sale_id");
    admin.post("/sales/" + sale + "/void/", new JsonObject()).is(200);
    assertThat(creditBalance()).isEqualTo("none");
  }

  @Test
  void an_expiry_turns_everything_that_was_paid_into_credit() throws Exception {
    giveCredit("30.00");
    String product = goods.product("100.00", "2");
    String id =
        begin(PutAside.of(phone).line(product, "2", "100.00").deposit("25.00")).is(201).id();
    change(id, "payments", payments(credit("30.00"))).is(200);
    assertThat(creditBalance()).isEqualTo("0.00");
    JsonObject expired =
        admin
            .post("/layaways/" + id + "/expire/", new JsonObject().put("force", "yes"))
            .is(200)
            .json();
    assertThat(expired.getString("status")).isEqualTo("EXPIRED");
    assertThat(expired.getString("amount_paid")).isEqualTo("55.00");
    assertThat(expired.getString("balance_due")).isEqualTo("145.00");
    assertThat(expired.getString("customer_credit_balance")).isEqualTo("55.00");
    assertThat(creditBalance()).isEqualTo("55.00");
    assertThat(goods.stock(product)).isEqualTo("2.00");
    JsonObject movement =
        cashier.get("/inventory/movements/?product=" + product).is(200).results().get(0);
    assertThat(movement.getString("movement_type")).isEqualTo("RELEASED");
    assertThat(movement.getString("reference_type")).isEqualTo("layaway_expire");
    try (Connection database = application.connect()) {
      assertThat(AuditTrail.of(database, id))
          .containsExactly(
              new AuditTrail.Entry("layaway.create", TestApplication.CASHIER),
              new AuditTrail.Entry("layaway.payment", TestApplication.CASHIER),
              new AuditTrail.Entry("layaway.expire", TestApplication.ADMIN));
    }
  }

  @Test
  void only_an_administrator_forces_an_expiry() {
    String id = begun("40.00");
    change(id, "expire", new JsonObject().put("force", true)).isRefused(400, "invalid_state");
    for (Object no : new Object[] {false, 0, "0", "false", "no"}) {
      admin
          .post("/layaways/" + id + "/expire/", new JsonObject().put("force", no))
          .isRefused(400, "invalid_state");
    }
    admin.post("/layaways/" + id + "/expire/").isRefused(400, "invalid_state");
    for (Object yes : new Object[] {true, 1, "1", "true", "yes"}) {
      admin
          .post("/layaways/" + begun("40.00") + "/expire/", new JsonObject().put("force", yes))
          .is(200);
    }
    assertThat(layaway(id).getString("status")).isEqualTo("ACTIVE");
  }

  @Test
  void more_time_is_given_only_forward() throws Exception {
    String id = begun("40.00");
    OffsetDateTime first = inDays(20).withNano(0);
    OffsetDateTime second = inDays(30).withNano(0);
    change(id, "extend", extension(inDays(-1))).isRefused(400, "invalid_state");
    change(id, "extend", extension(inDays(13))).isRefused(400, "invalid_state");
    change(id, "extend", new JsonObject()).isInvalid("new_expires_at");
    change(id, "extend", new JsonObject().put("new_expires_at", "pronto"))
        .isInvalid("new_expires_at");
    change(id, "extend", extension(first).put("reason", " pidió tiempo ")).is(200);
    change(id, "extend", extension(first)).isRefused(400, "invalid_state");
    JsonObject extended = change(id, "extend", extension(second)).is(200).json();
    assertThat(OffsetDateTime.parse(extended.getString("expires_at")).toInstant())
        .isEqualTo(second.toInstant());
    List<JsonObject> extensions = objects(extended, "extensions");
    assertThat(extensions)
        .extracting(extension -> extension.getString("reason"))
        .containsExactly("pidió tiempo", "");
    assertThat(extensions.get(1).getString("old_expires_at"))
        .isEqualTo(extensions.get(0).getString("new_expires_at"));
    assertThat(extensions.get(0).getString("created_by_username"))
        .isEqualTo(TestApplication.CASHIER);
    assertThat(extensions.get(0).getInteger("created_by"))
        .isEqualTo(extended.getInteger("created_by"));
    try (Connection database = application.connect()) {
      assertThat(AuditTrail.of(database, id))
          .extracting(AuditTrail.Entry::action)
          .containsExactly("layaway.create", "layaway.extend", "layaway.extend");
    }
  }

  @Test
  void what_has_ended_is_not_changed_any_more() {
    String expired = begun("40.00");
    JsonObject force = new JsonObject().put("force", true);
    admin.post("/layaways/" + expired + "/expire/", force).is(200);
    String settled = begun("40.00");
    change(settled, "settle", payments(cash("60.00"))).is(200);
    String refunded = begun("40.00");
    String sale =
        change(refunded, "settle", payments(cash("60.00")))
            .is(200)
            .json()
            .getString("settled_sale_id");
    admin.post("/sales/" + sale + "/void/", new JsonObject()).is(200);
    for (String id : List.of(expired, settled, refunded)) {
      JsonObject before = layaway(id);
      change(id, "payments", payments(cash("1.00"))).isRefused(400, "invalid_state");
      change(id, "settle", payments(cash("60.00"))).isRefused(400, "invalid_state");
      change(id, "settle", payments()).isRefused(400, "invalid_state");
      change(id, "extend", extension(inDays(90))).isRefused(400, "invalid_state");
      admin.post("/layaways/" + id + "/expire/", force).isRefused(400, "invalid_state");
      assertThat(layaway(id)).isEqualTo(before);
    }
  }

  @Test
  void what_makes_no_sense_is_not_begun() {
    String product = goods.product("100.00", "5");
    record Fault(PutAside body, String field) {}
    PutAside nothing = PutAside.of(phone).deposit("1.00");
    JsonObject line = new JsonObject().put("product", product).put("qty", "1");
    JsonObject priced = line.copy().put("unit_price", "100.00");
    List.of(
            new Fault(nothing, "lines"),
            new Fault(PutAside.of(phone).line(product, "0", "1.00").deposit("1.00"), "lines"),
            new Fault(PutAside.of(phone).line(product, "1", "-1.00").deposit("1.00"), "lines"),
            new Fault(PutAside.of(phone).line(line).deposit("1.00"), "lines"),
            new Fault(
                PutAside.of(phone).line(priced.copy().put("unit_cost", "-0.01")).deposit("1.00"),
                "lines"),
            new Fault(
                PutAside.of(phone)
                    .line(priced.copy().put("discount_pct", "100.01"))
                    .deposit("1.00"),
                "lines"),
            new Fault(PutAside.of(phone).line(priced).line(priced).deposit("1.00"), "lines"),
            new Fault(
                PutAside.of(phone).line(product, "9999999999", "9999999999").deposit("1.00"),
                "lines"),
            new Fault(
                PutAside.of(phone)
                    .line(
                        priced
                            .copy()
                            .put("qty", "9999999999")
                            .put("unit_price", "0.01")
                            .put("unit_cost", "9999999999"))
                    .deposit("1.00"),
                "lines"),
            new Fault(
                PutAside.of(phone).line(UUID.randomUUID().toString(), "1", "1").deposit("1"),
                "lines"),
            new Fault(PutAside.of(phone).line(priced).deposit("100.01"), "deposit_payments"),
            new Fault(
                PutAside.of(phone).line(priced).deposit("60").deposit("40.01"), "deposit_payments"),
            new Fault(PutAside.of(phone).line(priced).deposit("0.00"), "deposit_payments"),
            new Fault(PutAside.of(phone).line(priced).deposit("-5"), "deposit_payments"),
            new Fault(PutAside.of(phone).line(priced), "deposit_payments"),
            new Fault(PutAside.of(phone).line(priced).deposit(credit("1.00")), "deposit_payments"),
            new Fault(
                PutAside.of(phone)
                    .line(priced)
                    .deposit(new JsonObject().put("method", "CARD").put("amount", "1.00")),
                "deposit_payments"),
            new Fault(
                PutAside.of(phone).line(priced).deposit(card(UUID.randomUUID().toString(), "1")),
                "deposit_payments"),
            new Fault(
                PutAside.of(phone)
                    .line(priced)
                    .deposit(cash("1.00").put("card_plan_id", plan("DEBIT_NORMAL"))),
                "deposit_payments"),
            new Fault(
                PutAside.of(phone).line(priced).deposit(cash("1.00").put("method", "CHEQUE")),
                "deposit_payments"),
            new Fault(
                PutAside.of(phone).line(priced).deposit("1.00").dueAt(inDays(-1)), "expires_at"),
            new Fault(
                PutAside.of(phone).line(priced).deposit("1.00").with("expires_at", "nunca"),
                "expires_at"),
            new Fault(
                PutAside.of(phone).line(priced).deposit("1.00").with("customer", new JsonObject()),
                "customer"),
            new Fault(
                PutAside.of(phone).line(priced).deposit("1.00").with("notes", "x".repeat(256)),
                "notes"))
        .forEach(fault -> begin(fault.body()).isInvalid(fault.field()));
    assertThat(goods.stock(product)).isEqualTo("5.00");
    assertThat(cashier.get("/layaways/?customer_phone=" + phone).is(200).results()).isEmpty();
    assertThat(cashier.get("/customers/?phone=" + phone).is(200).results()).isEmpty();
  }

  @Test
  void an_unknown_product_is_named_where_it_stands() {
    String product = goods.product("100.00", "5");
    JsonObject fields =
        begin(
                PutAside.of(phone)
                    .line(product, "1", "1.00")
                    .line(UUID.randomUUID().toString(), "1", "1.00")
                    .deposit("1.00"))
            .isInvalid("lines")
            .json()
            .getJsonObject("fields");
    assertThat(objects(fields, "lines").get(0).fieldNames()).isEmpty();
    assertThat(objects(fields, "lines").get(1).fieldNames()).containsExactly("product");
  }

  @Test
  void payments_that_make_no_sense_are_named() {
    String id = begun("40.00");
    for (String what : List.of("payments", "settle")) {
      change(id, what, payments(cash("0.00"))).isInvalid("payments");
      change(id, what, payments(cash("-60.00"))).isInvalid("payments");
      change(id, what, payments(cash("sesenta"))).isInvalid("payments");
      change(id, what, payments(cash("60.00").put("method", "CARD"))).isInvalid("payments");
      change(id, what, payments(card(UUID.randomUUID().toString(), "60.00"))).isInvalid("payments");
    }
    change(id, "payments", payments()).isInvalid("payments");
    change(id, "payments", new JsonObject()).isInvalid("payments");
    assertThat(layaway(id).getJsonArray("payments")).hasSize(1);
  }

  @Test
  void more_than_there_is_puts_nothing_aside() {
    String product = goods.product("100.00", "1");
    String scarce = goods.product("100.00", "1");
    begin(
            PutAside.of(phone)
                .line(product, "1", "100.00")
                .line(scarce, "1.01", "100.00")
                .deposit("1.00"))
        .isRefused(409, "insufficient_stock");
    assertThat(goods.stock(product)).isEqualTo("1.00");
    assertThat(cashier.get("/customers/?phone=" + phone).is(200).results()).isEmpty();
    assertThat(cashier.get("/layaways/?q=" + phone).is(200).results()).isEmpty();
  }

  @Test
  void a_retry_with_the_same_key_is_answered_without_doing_it_again() {
    String product = goods.product("100.00", "5");
    JsonObject body = PutAside.of(phone).line(product, "1", "100.00").deposit("40.00").body();
    ApiClient keyed = cashier.withKey(UUID.randomUUID().toString());
    JsonObject first = keyed.post("/layaways/", body).is(201).json();
    assertThat(keyed.post("/layaways/", body).is(201).json()).isEqualTo(first);
    assertThat(goods.stock(product)).isEqualTo("4.00");

    String path = "/layaways/" + first.getString("id") + "/payments/";
    ApiClient payer = cashier.withKey(UUID.randomUUID().toString());
    JsonObject paid = payer.post(path, payments(cash("10.00"))).is(200).json();
    assertThat(payer.post(path, payments(cash("10.00"))).is(200).json()).isEqualTo(paid);
    payer.post(path, payments(cash("10.01"))).isRefused(422, "idempotency_mismatch");
    assertThat(layaway(first.getString("id")).getString("amount_paid")).isEqualTo("50.00");
  }

  @Test
  void a_customer_is_renamed_by_a_layaway_and_keeps_the_notes() {
    cashier
        .post(
            "/customers/",
            new JsonObject().put("phone", phone).put("name", "Diego").put("notes", "frecuente"))
        .is(201);
    JsonObject customer = layaway(begun("40.00")).getJsonObject("customer");
    assertThat(customer.getString("name")).isEqualTo("Cliente " + phone);
    assertThat(customer.getString("notes")).isEqualTo("frecuente");
  }

  @Test
  void the_list_begins_with_what_has_expired_and_ends_with_what_is_settled() {
    String settled = begun("40.00");
    change(settled, "settle", payments(cash("60.00"))).is(200);
    String refunded = begun("40.00");
    String sale =
        change(refunded, "settle", payments(cash("60.00")))
            .is(200)
            .json()
            .getString("settled_sale_id");
    admin.post("/sales/" + sale + "/void/", new JsonObject()).is(200);
    String later = begun("40.00");
    change(later, "extend", extension(inDays(40))).is(200);
    OffsetDateTime same = inDays(10);
    PutAside dueTogether = PutAside.of(phone).deposit("1.00").dueAt(same);
    dueTogether.line(goods.product("1.00", "9"), "1", "1.00");
    String older = begin(dueTogether).is(201).id();
    String newer = begin(dueTogether).is(201).id();
    String expired = begun("40.00");
    admin.post("/layaways/" + expired + "/expire/", new JsonObject().put("force", true)).is(200);

    assertThat(ids("customer_phone=" + phone))
        .containsExactly(expired, newer, older, later, refunded, settled);
    assertThat(ids("customer_phone=" + phone + "&exclude_settled=true"))
        .containsExactly(expired, newer, older, later, refunded);
    assertThat(ids("customer_phone=" + phone + "&exclude_settled=false")).hasSize(6);
    assertThat(ids("customer_phone=" + phone + "&status=REFUNDED")).containsExactly(refunded);
    assertThat(ids("customer_phone=" + phone + "&status=NONE")).isEmpty();
    assertThat(ids("customer_phone=" + phone + "&page_size=2&page=2"))
        .containsExactly(older, later);
    assertThat(cashier.get("/layaways/?customer_phone=" + phone).is(200).results().get(3))
        .isEqualTo(layaway(later));
  }

  private List<String> ids(String query) {
    return cashier.get("/layaways/?" + query).is(200).results().stream()
        .map(row -> row.getString("id"))
        .toList();
  }

  @Test
  void layaways_are_found_by_customer() {
    String id = begun("40.00");
    String split = phone.substring(0, 3) + "-" + phone.substring(3);
    assertThat(ids("customer_phone=" + split)).containsExactly(id);
    assertThat(ids("customer_name=CLIENTE%20" + phone)).containsExactly(id);
    assertThat(ids("customer_name=" + phone + "%25")).isEmpty();
    assertThat(ids("q=" + split)).containsExactly(id);
    assertThat(ids("q=cliente%20" + phone)).containsExactly(id);
    assertThat(ids("q=nadie&customer_phone=" + phone)).isEmpty();
  }

  @Test
  void layaways_are_found_by_when_they_expire() {
    OffsetDateTime due = OffsetDateTime.parse("2031-05-10T06:00:00Z");
    String product = goods.product("1.00", "1");
    String id =
        begin(PutAside.of(phone).line(product, "1", "1.00").deposit("0.50").dueAt(due))
            .is(201)
            .id();
    String mine = "&customer_phone=" + phone;
    assertThat(ids("expires_before=2031-05-10T06:00:00Z" + mine)).containsExactly(id);
    assertThat(ids("expires_before=2031-05-10T05:59:59Z" + mine)).isEmpty();
    assertThat(ids("expires_after=2031-05-10T06:00:00Z" + mine)).containsExactly(id);
    assertThat(ids("expires_after=2031-05-10T00:00:01-06:00" + mine)).isEmpty();
    assertThat(ids("expires_before=2031-05-10" + mine)).containsExactly(id);
    assertThat(ids("expires_after=2031-05-10" + mine)).containsExactly(id);
    assertThat(ids("expires_after=2031-05-11" + mine)).isEmpty();
    assertThat(ids("expired=true" + mine)).isEmpty();
    assertThat(ids("due_today=true" + mine)).isEmpty();
    cashier.get("/layaways/?expires_before=ayer").isInvalid("expires_before");
    cashier.get("/layaways/?page=0").isRefused(404, "not_found");
  }

  @Test
  void layaways_are_for_those_who_sell() {
    String id = begun("40.00");
    String path = "/layaways/" + id + "/";
    ApiClient investor = application.investor();
    investor.get("/layaways/").isRefused(403, "permission_denied");
    investor.post("/layaways/", new JsonObject()).isRefused(403, "permission_denied");
    for (String what : List.of("payments", "settle", "extend", "expire")) {
      investor.post(path + what + "/", new JsonObject()).isRefused(403, "permission_denied");
    }
    application.anonymous().get(path).isRefused(401, "not_authenticated");
    application.otherCashier().get(path).is(200);
    String unknown = "/layaways/" + UUID.randomUUID() + "/";
    cashier.get(unknown).isRefused(404, "not_found");
    cashier.post(unknown + "payments/", payments(cash("1.00"))).isRefused(404, "not_found");
    cashier.post(unknown + "settle/", payments()).isRefused(404, "not_found");
    cashier.post(unknown + "extend/", extension(inDays(1))).isRefused(404, "not_found");
    cashier.post(unknown + "expire/", new JsonObject()).isRefused(404, "not_found");
    cashier.delete(path).isRefused(405, "method_not_allowed");
    cashier.patch(path, new JsonObject()).isRefused(405, "method_not_allowed");
  }

  @Test
  void a_page_takes_the_same_statements_whatever_it_holds() {
    for (int more = 0; more < 3; more++) {
      change(begun("40.00"), "payments", payments(cash("1.00"))).is(200);
    }
    String path = "/layaways/?customer_phone=" + phone + "&page_size=";
    long ofOne = application.statementsOf(() -> cashier.get(path + 1).is(200));
    assertThat(application.statementsOf(() -> cashier.get(path + 100).is(200)))
        .isEqualTo(ofOne)
        .isEqualTo(6);
  }

  @Test
  void investors_earn_when_it_is_settled_and_not_before() throws Exception {
    String product = goods.product("100.00", "2");
    try (Connection database = application.connect();
        var statement = database.createStatement()) {
      statement.execute(
          """
          WITH who AS (
            INSERT INTO investor (display_name, created_at, updated_at)
            VALUES ('Inés', now(), now())
            RETURNING id
          )
          INSERT INTO investor_assignment
            (investor_id, product_id, qty_assigned, unit_cost, created_at, updated_at)
          SELECT id, '%s', 1, 40, now(), now()
          FROM who
          """
              .formatted(product));
      String id =
          begin(PutAside.of(phone).line(product, "2", "100.00").deposit("50.00")).is(201).id();
      assertThat(unitsSold(database, product)).isEqualTo("0.00");
      String sale =
          change(id, "settle", payments(cash("150.00")))
              .is(200)
              .json()
              .getString("settled_sale_id");
      assertThat(unitsSold(database, product)).isEqualTo("1.00");
      assertThat(
              objects(
                  cashier
                      .get("/sales/" + sale + "/")
                      .is(200)
                      .json()
                      .getJsonObject("profitability_breakdown"),
                  "lines"))
          .extracting(chunk -> chunk.getString("ownership"))
          .containsExactlyInAnyOrder("INVESTOR", "STORE");
      admin.post("/sales/" + sale + "/void/", new JsonObject()).is(200);
      assertThat(unitsSold(database, product)).isEqualTo("0.00");
    }
  }

  private static String unitsSold(Connection database, String product) throws Exception {
    try (var query =
        database.prepareStatement(
            "SELECT qty_sold FROM investor_assignment WHERE product_id = ?::uuid")) {
      query.setString(1, product);
      try (var rows = query.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getString(1);
      }
    }
  }
}
