package io.mostrador.domain.investors;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AssignmentsApiIT {

  private static final String PATH = "/investors/assignments/";

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final Books books = new Books(application);
  private final Goods goods = new Goods(admin);
  private final String investor = books.investor("100.00");
  private final String product = goods.product("50.00");

  private JsonObject assignment(String qty, String cost) {
    return new JsonObject()
        .put("investor", investor)
        .put("product", product)
        .put("qty_assigned", qty)
        .put("unit_cost", cost);
  }

  private void sell(String id, String qty) {
    InvestorGoods investorGoods = new InvestorGoods(new BusinessTime(Clock.systemUTC()));
    SoldGoods sold =
        new SoldGoods(
            UUID.fromString(id),
            UUID.fromString(investor),
            UUID.fromString(product),
            new BigDecimal(qty),
            new BigDecimal("1.00"),
            new BigDecimal("0.00"));
    application.inTransaction(tx -> investorGoods.sell(tx, UUID.randomUUID(), List.of(sold)));
  }

  @Test
  void an_assignment_by_hand_needs_no_stock_and_writes_no_entry() {
    JsonObject created = admin.post(PATH, assignment("3", "10.50")).is(201).json();
    assertThat(created.getMap())
        .containsEntry("investor", investor)
        .containsEntry("product", product)
        .containsEntry("qty_assigned", "3.00")
        .containsEntry("qty_sold", "0.00")
        .containsEntry("qty_available", "3.00")
        .containsEntry("unit_cost", "10.50")
        .containsEntry("line_total", "31.50");
    assertThat(created.getString("product_sku")).isNotBlank();
    assertThat(admin.get(PATH + created.getString("id") + "/").is(200).json()).isEqualTo(created);
    assertThat(books.entries(investor)).hasSize(1);
    assertThat(books.balances(investor)).containsExactly("100.00", "0.00", "0.00");
    assertThat(books.audited(created.getString("id")))
        .containsExactly("investor.assignment.create");
  }

  @Test
  void what_makes_no_sense_is_refused_by_field() {
    admin.post(PATH, assignment("0", "10")).isInvalid("qty_assigned");
    admin.post(PATH, assignment("1", "-0.01")).isInvalid("unit_cost");
    admin.post(PATH, assignment("1", "10").put("qty_sold", "1.01")).isInvalid("qty_sold");
    admin.post(PATH, assignment("1", "10").put("qty_sold", "-1")).isInvalid("qty_sold");
    admin
        .post(PATH, assignment("1", "10").put("investor", UUID.randomUUID().toString()))
        .isInvalid("investor");
    admin
        .post(PATH, assignment("1", "10").put("product", UUID.randomUUID().toString()))
        .isInvalid("product");
    assertThat(admin.post(PATH, new JsonObject()).json().getJsonObject("fields").fieldNames())
        .containsExactlyInAnyOrder("investor", "product", "qty_assigned", "unit_cost");
    admin.post(PATH, assignment("1", "0")).is(201);
    admin.post(PATH, assignment("1", "0.00")).isInvalid("unit_cost");
    assertThat(admin.get(PATH + "?investor=" + investor).results()).hasSize(1);
  }

  @Test
  void a_change_touches_what_was_sent_and_is_audited_with_before_and_after() {
    String id = admin.post(PATH, assignment("3", "10")).is(201).id();
    String path = PATH + id + "/";
    JsonObject changed =
        admin.patch(path, new JsonObject().put("qty_assigned", "8")).is(200).json();
    assertThat(changed.getString("qty_assigned")).isEqualTo("8.00");
    assertThat(changed.getString("unit_cost")).isEqualTo("10.00");
    JsonObject payload = books.lastAuditPayload(id);
    assertThat(payload.getJsonObject("before").getString("qty_assigned")).isEqualTo("3.00");
    assertThat(payload.getJsonObject("after")).isEqualTo(changed);
    admin.put(path, new JsonObject().put("qty_assigned", "9")).isInvalid("unit_cost");
    admin.patch(path, new JsonObject().put("qty_sold", "2")).is(200);
    JsonObject replaced = admin.put(path, assignment("9", "11.00")).is(200).json();
    assertThat(replaced.getString("qty_sold")).isEqualTo("2.00");
    assertThat(replaced.getString("qty_available")).isEqualTo("7.00");
    admin.patch(path, new JsonObject().put("qty_assigned", "1.99")).isInvalid("qty_assigned");
    admin.patch(path, new JsonObject().put("qty_sold", "9.01")).isInvalid("qty_sold");
    admin.post(PATH, assignment("1", "12")).is(201);
    admin.patch(path, new JsonObject().put("unit_cost", "12")).isInvalid("unit_cost");
    assertThat(admin.get(path).is(200).json()).isEqualTo(replaced);
  }

  @Test
  void what_sales_took_cannot_be_written_away() {
    String id = admin.post(PATH, assignment("5", "10").put("qty_sold", "1")).is(201).id();
    String path = PATH + id + "/";
    sell(id, "2.00");
    assertThat(admin.get(path).json().getString("qty_sold")).isEqualTo("3.00");
    admin.patch(path, new JsonObject().put("qty_sold", "1.99")).isInvalid("qty_sold");
    admin.patch(path, new JsonObject().put("qty_assigned", "2.99")).isInvalid("qty_assigned");
    admin.patch(path, new JsonObject().put("product", goods.product("1"))).isInvalid("product");
    admin.patch(path, new JsonObject().put("investor", books.investor("0"))).isInvalid("investor");
    JsonObject lowered = admin.patch(path, new JsonObject().put("qty_sold", "2")).is(200).json();
    assertThat(lowered.getString("qty_available")).isEqualTo("3.00");
  }

  @Test
  void an_assignment_is_removed_with_a_record_of_what_it_was() {
    String id = admin.post(PATH, assignment("5", "10")).is(201).id();
    admin.delete(PATH + id + "/").is(204);
    admin.get(PATH + id + "/").isRefused(404, "not_found");
    admin.delete(PATH + id + "/").isRefused(404, "not_found");
    assertThat(books.audited(id))
        .containsExactly("investor.assignment.create", "investor.assignment.delete");
    assertThat(books.lastAuditPayload(id).getString("qty_assigned")).isEqualTo("5.00");
  }

  @Test
  void the_list_is_newest_first_and_of_one_investor_when_asked() {
    String older = admin.post(PATH, assignment("1", "1")).is(201).id();
    String newer = admin.post(PATH, assignment("1", "2")).is(201).id();
    assertThat(admin.get(PATH + "?investor=" + investor).is(200).results())
        .extracting(row -> row.getString("id"))
        .containsExactly(newer, older);
    assertThat(admin.get(PATH + "?page_size=100").is(200).results())
        .extracting(row -> row.getString("id"))
        .contains(newer, older);
    assertThat(admin.get(PATH + "?investor=" + UUID.randomUUID()).is(200).results()).isEmpty();
    admin.get(PATH + "?investor=nobody").isInvalid("investor");
  }

  @Test
  void investors_see_only_their_own_goods() {
    try (TestApplication own = TestApplication.withUsers(Map.of())) {
      Books ownBooks = new Books(own);
      String mine = ownBooks.investor("100.00");
      String bought = new Goods(own.admin()).product("10.00", "9");
      for (String each : List.of(mine, ownBooks.investor("100.00"))) {
        own.admin()
            .post(
                "/investors/" + each + "/purchases/", Books.purchase(Books.line(bought, "2", "1")))
            .is(201);
      }
      int user = ownBooks.userId(TestApplication.INVESTOR);
      own.admin().patch("/investors/" + mine + "/", new JsonObject().put("user", user)).is(200);
      assertThat(own.investor().get("/investors/me/assignments/").is(200).results())
          .extracting(row -> row.getString("investor"))
          .containsExactly(mine);
      assertThat(own.admin().get(PATH).is(200).results()).hasSize(2);
    }
  }
}
