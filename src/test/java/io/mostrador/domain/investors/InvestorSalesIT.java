package io.mostrador.domain.investors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.TestApplication;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.mostrador.testing.Together;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What sales and voids do to investors. */
class InvestorSalesIT {

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final Books books = new Books(application);
  private final Goods goods = new Goods(admin);

  /** The assignment's id. */
  @CanIgnoreReturnValue
  private String buy(String investor, String product, String qty, String cost) {
    return admin
        .post(
            "/investors/" + investor + "/purchases/",
            Books.purchase(Books.line(product, qty, cost)))
        .is(201)
        .json()
        .getJsonArray("assignments")
        .getJsonObject(0)
        .getString("id");
  }

  /** At 100.00 a unit, in cash. */
  private Answer sell(String product, int units) {
    JsonObject line =
        new JsonObject()
            .put("product", product)
            .put("qty", units)
            .put("unit_price", "100.00")
            .put("unit_cost", "60.00");
    JsonObject payment =
        new JsonObject().put("method", "CASH").put("amount", new BigDecimal(units * 100) + ".00");
    return admin.post(
        "/sales/create-and-confirm/",
        new JsonObject()
            .put("lines", new JsonArray().add(line))
            .put("payments", new JsonArray().add(payment)));
  }

  private Answer cancel(String sale) {
    return admin.post("/sales/" + sale + "/void/", new JsonObject());
  }

  @Test
  void the_oldest_assignments_sell_first_and_a_void_gives_everything_back() {
    String product = goods.product("100.00", "10");
    String first = books.investor("1000.00");
    String second = books.investor("1000.00");
    String older = buy(first, product, "2", "50.00");
    String newer = buy(second, product, "3", "40.00");
    String sale = sell(product, 4).is(201).id();
    assertThat(books.entries(first))
        .endsWith(
            "INVENTORY_TO_CAPITAL 100.00 -100.00 0.00 sale",
            "PROFIT_SHARE 0.00 0.00 %s sale".formatted(books.balances(first).get(2)));
    assertThat(books.balances(first).subList(0, 2)).containsExactly("1000.00", "0.00");
    assertThat(books.balances(second).subList(0, 2)).containsExactly("960.00", "40.00");
    assertThat(admin.get("/investors/assignments/" + older + "/").json().getString("qty_sold"))
        .isEqualTo("2.00");
    assertThat(admin.get("/investors/assignments/" + newer + "/").json().getString("qty_sold"))
        .isEqualTo("2.00");

    cancel(sale).is(200);
    assertThat(books.balances(first)).containsExactly("900.00", "100.00", "0.00");
    assertThat(books.balances(second)).containsExactly("880.00", "120.00", "0.00");
    assertThat(admin.get("/investors/" + first + "/ledger/?reference_type=sale_void").results())
        .extracting(row -> row.getString("entry_type"))
        .containsExactly("INVENTORY_TO_CAPITAL", "PROFIT_SHARE");
    assertThat(admin.get("/investors/assignments/" + newer + "/").json().getString("qty_sold"))
        .isEqualTo("0.00");
    books.areBalanced(first);
    books.areBalanced(second);
  }

  @Test
  void a_void_after_a_withdrawal_leaves_a_negative_capital_and_that_is_a_fact() {
    String product = goods.product("100.00", "1");
    String investor = books.investor("50.00");
    buy(investor, product, "1", "50.00");
    String sale = sell(product, 1).is(201).id();
    admin.post("/investors/" + investor + "/withdraw/", Books.amount("50.00")).is(201);
    cancel(sale).is(200);
    assertThat(books.balances(investor)).containsExactly("-50.00", "50.00", "0.00");
    books.areBalanced(investor);
    admin
        .post("/investors/" + investor + "/withdraw/", Books.amount("0.01"))
        .isRefused(400, "invalid_withdrawal");
  }

  @Test
  void an_assignment_that_was_sold_from_stays() {
    String product = goods.product("100.00", "1");
    String assignment = buy(books.investor("50.00"), product, "1", "50.00");
    cancel(sell(product, 1).is(201).id()).is(200);
    admin.delete("/investors/assignments/" + assignment + "/").isRefused(409, "in_use");
  }

  @Test
  void sales_voids_and_purchases_at_once_assign_no_more_than_is_on_the_shelf() {
    String product = goods.product("100.00", "40");
    List<String> investors = List.of(books.investor("1000.00"), books.investor("1000.00"));
    List<Integer> statuses =
        Together.times(
            24,
            each ->
                switch (each % 3) {
                  case 0 ->
                      admin
                          .post(
                              "/investors/" + investors.get(each % 2) + "/purchases/",
                              Books.purchase(Books.line(product, "10", "10.00")))
                          .status();
                  case 1 -> sell(product, 2).status();
                  default -> cancel(sell(product, 3).id()).status();
                });
    assertThat(statuses).isSubsetOf(200, 201, 400).contains(200, 201, 400);
    List<String> unassigned =
        books.query(
            """
            SELECT s.on_hand - sum(a.qty_assigned - a.qty_sold) >= 0
            FROM product_stock s
            JOIN investor_assignment a ON a.product_id = s.product_id
            WHERE s.product_id = ?::uuid
            GROUP BY s.on_hand
            """,
            product);
    assertThat(unassigned).containsExactly("t");
    investors.forEach(books::areBalanced);
  }

  @Test
  void a_purchase_waits_for_the_sale_that_is_about_to_take_goods() {
    String product = goods.product("100.00", "5");
    String investor = books.investor("1000.00");
    InvestorGoods investorGoods = new InvestorGoods(new BusinessTime(Clock.systemUTC()));
    AtomicReference<CompletableFuture<Integer>> purchase = new AtomicReference<>();
    AtomicBoolean waited = new AtomicBoolean();
    application.inTransaction(
        tx ->
            investorGoods
                .lockOpen(tx, List.of(UUID.fromString(product)))
                .doOnSuccess(
                    open ->
                        purchase.set(
                            CompletableFuture.supplyAsync(() -> buying(investor, product))))
                .delay(500, TimeUnit.MILLISECONDS)
                .doOnSuccess(open -> waited.set(!purchase.get().isDone()))
                .ignoreElement());
    assertThat(waited).isTrue();
    assertThat(purchase.get().join()).isEqualTo(201);
  }

  private int buying(String investor, String product) {
    return admin
        .post(
            "/investors/" + investor + "/purchases/",
            Books.purchase(Books.line(product, "5", "10.00")))
        .status();
  }
}
