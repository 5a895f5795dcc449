package io.mostrador.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.domain.sales.Till;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.AuditTrail;
import io.mostrador.testing.Goods;
import io.mostrador.testing.PutAside;
import io.mostrador.testing.Together;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * What two or more want at the same moment.
 *
 * <p>Races that need a domain's own fixtures are beside it: {@code LayawayRacesIT} (settle, expire
 * and pay; credit spent twice), {@code InvestorPurchasesIT}, {@code InvestorSalesIT}, {@code
 * TokensApiIT} (a refresh token used twice), {@code InvestorLinkApiIT}, {@code
 * ImportConfirmationIT}, {@code ReceiptsApiIT}.
 */
class RacesIT {

  private static final int ROUNDS = 6;

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final ApiClient cashier = application.cashier();
  private final Goods goods = new Goods(admin);

  private static JsonObject one(String product) {
    return Till.sale().line(product, "1", "100.00").cash("100.00").body();
  }

  private String draft(String product) {
    return "/sales/" + cashier.post("/sales/", one(product)).is(201).id() + "/";
  }

  private String sale(String product) {
    return "/sales/" + cashier.post("/sales/create-and-confirm/", one(product)).is(201).id() + "/";
  }

  private Answer cancel(String sale) {
    return admin.post(sale + "void/", new JsonObject());
  }

  private static List<Answer> of(List<Answer> answers, int status) {
    return answers.stream().filter(answer -> answer.status() == status).toList();
  }

  /** Deltas of a product, newest first. */
  private List<String> movements(String product) {
    return admin.get("/inventory/movements/?product=" + product).is(200).results().stream()
        .map(row -> row.getString("quantity_delta"))
        .toList();
  }

  private List<String> audited(String path) throws SQLException {
    try (Connection database = application.connect()) {
      return AuditTrail.of(database, path.split("/")[2]).stream()
          .map(AuditTrail.Entry::action)
          .toList();
    }
  }

  @Test
  void of_sixty_four_cashiers_one_sells_the_last_unit() {
    String product = goods.product("100.00", "1");
    List<Answer> answers =
        Together.times(64, () -> cashier.post("/sales/create-and-confirm/", one(product)));
    assertThat(of(answers, 201)).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.status() != 201))
        .allSatisfy(answer -> answer.isRefused(409, "insufficient_stock"));
    assertThat(goods.stock(product)).isEqualTo("0.00");
  }

  @RepeatedTest(ROUNDS)
  void a_draft_confirmed_by_many_is_sold_once() throws SQLException {
    String product = goods.product("100.00", "9");
    String draft = draft(product);
    List<Answer> answers = Together.times(8, () -> cashier.post(draft + "confirm/").is(200));
    assertThat(answers.stream().filter(answer -> answer.json().containsKey("code")))
        .hasSize(7)
        .allSatisfy(
            answer -> assertThat(answer.json().getString("code")).isEqualTo("already_confirmed"));
    assertThat(movements(product)).containsExactly("-1.00", "9.00");
    assertThat(audited(draft)).containsExactly("sale.confirm");
  }

  @RepeatedTest(ROUNDS)
  void a_draft_confirmed_and_voided_at_once_ends_as_one_of_both() throws SQLException {
    String product = goods.product("100.00", "9");
    String draft = draft(product);
    Supplier<Answer> confirm = () -> cashier.post(draft + "confirm/");
    Supplier<Answer> cancel = () -> cancel(draft);
    List<Answer> answers = Together.all(List.of(confirm, cancel, confirm, cancel, cancel));
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .allSatisfy(answer -> answer.isRefused(400, "invalid_state"));
    String status = cashier.get(draft).is(200).json().getString("status");
    if (status.equals("VOID")) {
      assertThat(movements(product)).containsExactly("1.00", "-1.00", "9.00");
      assertThat(audited(draft)).containsExactly("sale.confirm", "sale.void");
    } else {
      assertThat(status).isEqualTo("CONFIRMED");
      assertThat(movements(product)).containsExactly("-1.00", "9.00");
      assertThat(audited(draft)).containsExactly("sale.confirm");
    }
  }

  @RepeatedTest(ROUNDS)
  void a_sale_voided_by_many_is_undone_once() throws SQLException {
    String product = goods.product("100.00", "9");
    String sale = sale(product);
    List<Answer> answers = Together.times(6, () -> cancel(sale));
    assertThat(of(answers, 200)).hasSize(1);
    assertThat(of(answers, 400))
        .hasSize(5)
        .allSatisfy(answer -> answer.isRefused(400, "invalid_state"));
    assertThat(movements(product)).containsExactly("1.00", "-1.00", "9.00");
    assertThat(audited(sale)).containsExactly("sale.confirm", "sale.void");
  }

  @RepeatedTest(ROUNDS)
  void drafts_at_once_for_a_new_customer_make_one_customer() {
    String product = goods.product("100.00", "9");
    String phone = PutAside.newPhone();
    JsonObject body = one(product).put("customer_phone", phone).put("customer_name", "Nora");
    List<Answer> drafts = Together.times(6, () -> cashier.post("/sales/", body).is(201));
    assertThat(drafts)
        .extracting(answer -> answer.json().getJsonObject("customer_summary").getString("id"))
        .containsOnly(
            cashier.get("/customers/?phone=" + phone).is(200).results().get(0).getString("id"));
    assertThat(cashier.get("/customers/?phone=" + phone).is(200).results()).hasSize(1);
  }

  @RepeatedTest(ROUNDS)
  void of_two_requests_with_one_key_at_once_one_is_done() {
    String product = goods.product("100.00", "9");
    ApiClient keyed = cashier.withKey(UUID.randomUUID().toString());
    JsonObject two = Till.sale().line(product, "2", "100.00").cash("200.00").body();
    List<Answer> answers =
        Together.times(
            8,
            each -> keyed.post("/sales/create-and-confirm/", each % 2 == 0 ? one(product) : two));
    assertThat(of(answers, 201)).hasSize(4);
    assertThat(of(answers, 201))
        .extracting(Answer::text)
        .containsOnly(of(answers, 201).get(0).text());
    assertThat(of(answers, 422))
        .hasSize(4)
        .allSatisfy(answer -> answer.isRefused(422, "idempotency_mismatch"));
    assertThat(movements(product)).hasSize(2);
  }

  @RepeatedTest(ROUNDS)
  void a_count_of_the_shelf_while_it_is_sold_from_is_what_the_audit_says() throws SQLException {
    String product = goods.product("100.00", "10");
    String path = "/products/" + product + "/";
    JsonObject count = new JsonObject().put("stock", "20.00").put("stock_adjust_reason", "Conteo");
    Supplier<Answer> sell = () -> cashier.post("/sales/create-and-confirm/", one(product)).is(201);
    Supplier<Answer> set = () -> admin.patch(path, count).is(200);
    List<Answer> answers = Together.all(List.of(sell, set, sell, set, sell, set, sell));
    assertThat(of(answers, 200))
        .extracting(answer -> answer.json().getString("stock"))
        .containsOnly("20.00");
    BigDecimal moved =
        movements(product).stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(new BigDecimal(goods.stock(product))).isEqualTo(moved);
    List<BigDecimal> counted =
        admin.get("/inventory/movements/?product=" + product).is(200).results().stream()
            .filter(row -> row.getString("reference_type").equals("manual_stock_adjustment"))
            .map(row -> new BigDecimal(row.getString("quantity_delta")))
            .toList();
    assertThat(differencesAudited(product)).containsExactlyInAnyOrderElementsOf(counted);
  }

  @RepeatedTest(ROUNDS)
  void a_first_count_among_first_deliveries_sets_the_stock_to_what_was_counted() {
    String product = goods.product("100.00");
    JsonObject count = new JsonObject().put("stock", "5.00").put("stock_adjust_reason", "Conteo");
    List<Answer> answers =
        Together.times(
            6,
            each ->
                each % 2 == 0
                    ? admin.patch("/products/" + product + "/", count).is(200)
                    : admin.post("/inventory/movements/", delivery(product)).is(201));
    assertThat(of(answers, 200))
        .extracting(answer -> answer.json().getString("stock"))
        .containsOnly("5.00");
  }

  private static JsonObject delivery(String product) {
    return new JsonObject()
        .put("product", product)
        .put("movement_type", "INBOUND")
        .put("quantity_delta", "3.00")
        .put("reference_type", "test")
        .put("reference_id", UUID.randomUUID().toString());
  }

  /** Between stock before and after, of each change that made one. */
  private List<BigDecimal> differencesAudited(String product) throws SQLException {
    try (Connection database = application.connect();
        var query =
            database.prepareStatement(
                """
                SELECT (payload -> 'after' ->> 'stock')::numeric
                  - (payload -> 'before' ->> 'stock')::numeric
                FROM audit_log
                WHERE action = 'catalog.product.update' AND entity_id = ?
                """)) {
      query.setString(1, product);
      List<BigDecimal> differences = new ArrayList<>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          differences.add(rows.getBigDecimal(1));
        }
      }
      differences.removeIf(difference -> difference.signum() == 0);
      return differences;
    }
  }

  @RepeatedTest(ROUNDS)
  void a_brand_deleted_while_products_are_made_with_it_leaves_its_name() {
    String name = "MARCA " + UUID.randomUUID();
    String brand = admin.post("/brands/", new JsonObject().put("name", name)).is(201).id();
    Supplier<Answer> delete = () -> admin.delete("/brands/" + brand + "/");
    Supplier<Answer> create =
        () ->
            admin.post(
                "/products/",
                new JsonObject()
                    .put("sku", "R-" + UUID.randomUUID())
                    .put("name", "Producto")
                    .put("default_price", "1.00")
                    .put("brand", brand));
    List<Answer> answers = Together.all(List.of(create, delete, create, create));
    answers.get(1).is(204);
    Stream.of(0, 2, 3)
        .map(answers::get)
        .forEach(
            answer -> {
              if (answer.status() != 201) {
                answer.isInvalid("brand");
                return;
              }
              JsonObject product = admin.get("/products/" + answer.id() + "/").is(200).json();
              assertThat(product.getString("brand")).isNull();
              assertThat(product.getString("brand_label"))
                  .isEqualTo(name.toUpperCase(java.util.Locale.ROOT));
            });
  }

  @RepeatedTest(ROUNDS)
  void a_layaway_extended_and_expired_at_once_expires_once() throws SQLException {
    String product = goods.product("100.00", "9");
    String phone = PutAside.newPhone();
    JsonObject body = PutAside.of(phone).line(product, "1", "100.00").deposit("30.00").body();
    String path = "/layaways/" + cashier.post("/layaways/", body).is(201).id() + "/";
    JsonObject force = new JsonObject().put("force", true);
    List<Answer> answers =
        Together.times(
            6,
            each ->
                each % 2 == 0
                    ? cashier.post(path + "extend/", until(30 + each))
                    : admin.post(path + "expire/", force));
    List<Answer> extensions = List.of(answers.get(0), answers.get(2), answers.get(4));
    List<Answer> expiries = List.of(answers.get(1), answers.get(3), answers.get(5));
    assertThat(of(expiries, 200)).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.status() != 200))
        .allSatisfy(answer -> answer.isRefused(400, "invalid_state"));
    JsonObject layaway = cashier.get(path).is(200).json();
    assertThat(layaway.getString("status")).isEqualTo("EXPIRED");
    assertThat(layaway.getString("customer_credit_balance")).isEqualTo("30.00");
    assertThat(layaway.getJsonArray("extensions")).hasSameSizeAs(of(extensions, 200));
    assertThat(movements(product)).containsExactly("1.00", "-1.00", "9.00");
    assertThat(audited(path)).filteredOn("layaway.expire"::equals).hasSize(1);
    assertThat(audited(path))
        .filteredOn("layaway.extend"::equals)
        .hasSameSizeAs(of(extensions, 200));
  }

  private static JsonObject until(int days) {
    String later = OffsetDateTime.now(ZoneOffset.UTC).plusDays(days).toString();
    return new JsonObject().put("new_expires_at", later);
  }
}
