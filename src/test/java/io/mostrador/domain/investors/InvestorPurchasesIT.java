package io.mostrador.domain.investors;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.mostrador.testing.Together;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InvestorPurchasesIT {

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final Books books = new Books(application);
  private final Goods goods = new Goods(admin);

  private Answer buy(String investor, JsonObject... lines) {
    return admin.post("/investors/" + investor + "/purchases/", Books.purchase(lines));
  }

  private String assignable(String product) {
    return admin
        .get("/products/" + product + "/")
        .is(200)
        .json()
        .getString("investor_assignable_qty");
  }

  @Test
  void a_purchase_turns_capital_into_goods() {
    String investor = books.investor("20000.00");
    String helmet = goods.product("2500.00", "8");
    String glove = goods.product("90.00", "3");
    JsonObject bought =
        buy(investor, Books.line(helmet, "3", "1740.00"), Books.line(glove, "1.50", "33.33"))
            .is(201)
            .json();
    assertThat(bought.getString("investor_id")).isEqualTo(investor);
    assertThat(bought.getString("purchase_total")).isEqualTo("5270.00");
    assertThat(bought.getJsonObject("balances"))
        .isEqualTo(
            new JsonObject()
                .put("capital", "14730.00")
                .put("inventory", "5270.00")
                .put("profit", "0.00"));
    List<JsonObject> assignments =
        bought.getJsonArray("assignments").stream().map(JsonObject.class::cast).toList();
    assertThat(assignments)
        .extracting(row -> row.getString("product"))
        .containsExactly(helmet, glove);
    assertThat(assignments.get(0).getMap())
        .containsEntry("qty_assigned", "3.00")
        .containsEntry("qty_sold", "0.00")
        .containsEntry("unit_cost", "1740.00")
        .containsEntry("line_total", "5220.00");
    JsonObject entry = bought.getJsonArray("ledger_entries").getJsonObject(1);
    assertThat(entry.getMap())
        .containsEntry("entry_type", "CAPITAL_TO_INVENTORY")
        .containsEntry("capital_delta", "-50.00")
        .containsEntry("inventory_delta", "50.00")
        .containsEntry("reference_type", "investor_assignment")
        .containsEntry("reference_id", assignments.get(1).getString("id"));
    assertThat(assignable(helmet)).isEqualTo("5.00");
    assertThat(goods.stock(helmet)).isEqualTo("8.00");
    String first = assignments.get(0).getString("id");
    assertThat(books.audited(first)).containsExactly("investor.assignment.create");
    assertThat(books.lastAuditPayload(first).getString("tax_rate_pct")).isEqualTo("16.00");
    books.areBalanced(investor);
  }

  @Test
  void equal_lines_are_added_up_and_added_to_what_is_there() {
    String investor = books.investor("1000.00");
    String product = goods.product("20.00", "10");
    JsonObject first =
        buy(
                investor,
                Books.line(product, "1", "10.00"),
                Books.line(product, "1", "12.00"),
                Books.line(product, "2", "10"))
            .is(201)
            .json();
    assertThat(first.getJsonArray("assignments")).hasSize(2);
    assertThat(first.getJsonArray("ledger_entries")).hasSize(2);
    JsonObject added = first.getJsonArray("assignments").getJsonObject(0);
    assertThat(added.getString("qty_assigned")).isEqualTo("3.00");
    JsonObject second = buy(investor, Books.line(product, "4", "10.00")).is(201).json();
    assertThat(second.getString("purchase_total")).isEqualTo("40.00");
    JsonObject same = second.getJsonArray("assignments").getJsonObject(0);
    assertThat(same.getString("id")).isEqualTo(added.getString("id"));
    assertThat(same.getString("qty_assigned")).isEqualTo("7.00");
    assertThat(same.getString("created_at")).isEqualTo(added.getString("created_at"));
    assertThat(books.audited(same.getString("id")))
        .containsExactly("investor.assignment.create", "investor.assignment.update");
    assertThat(books.lastAuditPayload(same.getString("id")).fieldNames())
        .containsExactlyInAnyOrder("before", "after", "tax_rate_pct");
    assertThat(books.balances(investor)).containsExactly("918.00", "82.00", "0.00");
    assertThat(assignable(product)).isEqualTo("2.00");
  }

  @Test
  void nothing_is_bought_beyond_what_is_free_or_beyond_the_capital() {
    String investor = books.investor("100.00");
    String product = goods.product("20.00", "5");
    String other = goods.product("20.00", "5");
    JsonObject refused =
        buy(
                investor,
                Books.line(other, "1", "1"),
                Books.line(product, "3", "1"),
                Books.line(product, "2.01", "2"))
            .isInvalid("lines")
            .json();
    assertThat(refused.getJsonObject("fields").getJsonObject("lines").fieldNames())
        .containsExactly(product);
    buy(investor, Books.line(product, "2", "50.01")).isInvalid("capital");
    buy(investor, Books.line(product, "5", "9999999999.99")).isInvalid("lines");
    assertThat(admin.get("/investors/assignments/?investor=" + investor).results()).isEmpty();
    assertThat(books.entries(investor)).hasSize(1);
    buy(investor, Books.line(product, "2", "50.00")).is(201);
    assertThat(books.balances(investor)).containsExactly("0.00", "100.00", "0.00");
  }

  @Test
  void only_active_products_are_bought() {
    String investor = books.investor("100.00");
    String product = goods.product("20.00", "5");
    String unknown = UUID.randomUUID().toString();
    admin.patch("/products/" + product + "/", new JsonObject().put("is_active", false)).is(200);
    JsonObject fields =
        buy(investor, Books.line(product, "1", "1"), Books.line(unknown, "1", "1"))
            .isInvalid("lines")
            .json()
            .getJsonObject("fields");
    assertThat(fields.getJsonObject("lines").fieldNames())
        .containsExactlyInAnyOrder(product, unknown);
    buy(UUID.randomUUID().toString(), Books.line(unknown, "1", "1")).isRefused(404, "not_found");
  }

  @Test
  void what_makes_no_sense_is_refused_by_field() {
    String path = "/investors/" + books.investor("100.00") + "/purchases/";
    String product = goods.product("20.00", "5");
    admin.post(path, Books.purchase()).isInvalid("lines");
    admin.post(path, new JsonObject()).isInvalid("tax_rate_pct").isInvalid("lines");
    admin
        .post(path, Books.purchase(Books.line(product, "1", "1")).put("tax_rate_pct", "-1"))
        .isInvalid("tax_rate_pct");
    JsonObject fields =
        admin
            .post(path, Books.purchase(Books.line(product, "1", "1"), Books.line("x", "0", "0.00")))
            .isInvalid("lines")
            .json()
            .getJsonObject("fields");
    assertThat(fields.getJsonArray("lines").getJsonObject(0)).isEmpty();
    assertThat(fields.getJsonArray("lines").getJsonObject(1).fieldNames())
        .containsExactlyInAnyOrder("product", "qty", "unit_cost_gross");
  }

  @Test
  void purchases_at_once_never_assign_more_than_is_free() {
    String product = goods.product("20.00", "10");
    String other = goods.product("20.00", "1000");
    List<String> investors =
        IntStream.range(0, 4).mapToObj(each -> books.investor("1000.00")).toList();
    List<Integer> statuses =
        Together.times(
            32,
            each ->
                each % 2 == 0
                    ? buy(
                            investors.get(each % 4),
                            Books.line(product, "1", "2.00"),
                            Books.line(other, "1", "2.00"))
                        .status()
                    : buy(
                            investors.get(each % 4),
                            Books.line(other, "1", "2.00"),
                            Books.line(product, "1", "2.00"))
                        .status());
    assertThat(statuses).containsOnly(201, 400);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(10);
    assertThat(assignable(product)).isEqualTo("0.00");
    assertThat(assignable(other)).isEqualTo("990.00");
    investors.forEach(books::areBalanced);
  }

  @Test
  void purchases_at_once_never_overdraw_the_capital() {
    String investor = books.investor("100.00");
    List<String> products =
        IntStream.range(0, 4).mapToObj(each -> goods.product("20.00", "100")).toList();
    List<Integer> statuses =
        Together.times(
            32, each -> buy(investor, Books.line(products.get(each % 4), "1", "9.00")).status());
    assertThat(statuses).containsOnly(201, 400);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(11);
    assertThat(books.balances(investor)).containsExactly("1.00", "99.00", "0.00");
    books.areBalanced(investor);
  }

  @Test
  void a_retry_with_the_same_key_buys_once() {
    String investor = books.investor("100.00");
    String product = goods.product("20.00", "10");
    ApiClient keyed = admin.withKey(UUID.randomUUID().toString());
    String path = "/investors/" + investor + "/purchases/";
    JsonObject body = Books.purchase(Books.line(product, "2", "5.00"));
    JsonObject first = keyed.post(path, body).is(201).json();
    assertThat(keyed.post(path, body).is(201).json()).isEqualTo(first);
    assertThat(assignable(product)).isEqualTo("8.00");
  }

  @Test
  void twenty_lines_take_no_statement_each() {
    long more = statementsOfPurchase(20) - statementsOfPurchase(2);
    assertThat(more).as("sealing the audit may be counted, a few statements").isLessThan(18);
  }

  private long statementsOfPurchase(int size) {
    String investor = books.investor("1000.00");
    JsonObject[] lines =
        IntStream.range(0, size)
            .mapToObj(each -> Books.line(goods.product("20.00", "10"), "1", "5.00"))
            .toArray(JsonObject[]::new);
    return application.statementsOf(() -> buy(investor, lines).is(201));
  }
}
