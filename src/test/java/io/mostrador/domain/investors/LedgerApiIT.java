package io.mostrador.domain.investors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.TestApplication;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.mostrador.testing.Together;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerApiIT {

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final Books books = new Books(application);
  private final Goods goods = new Goods(admin);

  /** Buys a unit for 100.00 and sells it with a profit; the sale's id. */
  @CanIgnoreReturnValue
  private UUID earn(String investor, String share) {
    UUID product = UUID.fromString(goods.product("300.00", "1"));
    JsonObject bought =
        admin
            .post(
                "/investors/" + investor + "/purchases/",
                Books.purchase(Books.line(product.toString(), "1", "100.00")))
            .is(201)
            .json();
    UUID assignment =
        UUID.fromString(bought.getJsonArray("assignments").getJsonObject(0).getString("id"));
    UUID sale = UUID.randomUUID();
    SoldGoods sold =
        new SoldGoods(
            assignment,
            UUID.fromString(investor),
            product,
            new BigDecimal("1.00"),
            new BigDecimal("100.00"),
            new BigDecimal(share));
    InvestorGoods investorGoods = new InvestorGoods(new BusinessTime(Clock.systemUTC()));
    application.inTransaction(tx -> investorGoods.sell(tx, sale, List.of(sold)));
    return sale;
  }

  @Test
  void a_deposit_is_an_entry_and_raises_the_capital() {
    String investor = books.investor("100.00");
    JsonObject entry =
        admin
            .post(
                "/investors/" + investor + "/deposit/",
                Books.amount("500.00").put("note", " aporte "))
            .is(201)
            .json();
    assertThat(entry.getMap())
        .containsEntry("investor", investor)
        .containsEntry("entry_type", "CAPITAL_DEPOSIT")
        .containsEntry("capital_delta", "500.00")
        .containsEntry("inventory_delta", "0.00")
        .containsEntry("profit_delta", "0.00")
        .containsEntry("reference_type", "manual_deposit")
        .containsEntry("reference_id", investor)
        .containsEntry("note", "aporte");
    assertThat(books.balances(investor)).containsExactly("600.00", "0.00", "0.00");
    assertThat(books.audited(investor)).containsExactly("investor.deposit");
    assertThat(books.lastAuditPayload(investor).getString("capital_delta")).isEqualTo("500.00");
    books.areBalanced(investor);
  }

  @Test
  void a_withdrawal_takes_at_most_the_liquid_capital() {
    String investor = books.investor("100.00");
    String path = "/investors/" + investor + "/withdraw/";
    admin.post(path, Books.amount("100.01")).isRefused(400, "invalid_withdrawal");
    JsonObject entry = admin.post(path, Books.amount("100.00")).is(201).json();
    assertThat(entry.getString("entry_type")).isEqualTo("CAPITAL_WITHDRAWAL");
    assertThat(entry.getString("capital_delta")).isEqualTo("-100.00");
    assertThat(entry.getString("reference_type")).isEqualTo("manual_withdrawal");
    assertThat(entry.getString("note")).isEmpty();
    admin.post(path, Books.amount("0.01")).isRefused(400, "invalid_withdrawal");
    assertThat(books.balances(investor)).containsExactly("0.00", "0.00", "0.00");
    assertThat(books.audited(investor)).containsExactly("investor.withdraw");
    books.areBalanced(investor);
  }

  @Test
  void profit_becomes_capital_at_most_as_far_as_there_is_some() {
    String investor = books.investor("100.00");
    earn(investor, "40.00");
    String path = "/investors/" + investor + "/reinvest/";
    admin.post(path, Books.amount("40.01")).isRefused(400, "invalid_reinvestment");
    JsonObject done = admin.post(path, Books.amount("15.50")).is(200).json();
    assertThat(done)
        .isEqualTo(
            new JsonObject()
                .put("investor_id", investor)
                .put(
                    "balances",
                    new JsonObject()
                        .put("capital", "115.50")
                        .put("inventory", "0.00")
                        .put("profit", "24.50")));
    assertThat(books.entries(investor))
        .endsWith("REINVESTMENT 15.50 0.00 -15.50 manual_reinvestment");
    assertThat(books.audited(investor)).containsExactly("investor.reinvest");
    books.areBalanced(investor);
  }

  @Test
  void amounts_are_more_than_nothing() {
    String path = "/investors/" + books.investor("10.00") + "/";
    for (String operation : List.of("deposit/", "withdraw/", "reinvest/")) {
      admin.post(path + operation, Books.amount("0.00")).isInvalid("amount");
      admin.post(path + operation, Books.amount("-1.00")).isInvalid("amount");
      admin.post(path + operation, Books.amount("1.001")).isInvalid("amount");
      admin.post(path + operation, new JsonObject()).isInvalid("amount");
      admin
          .post(path + operation, Books.amount("1").put("note", "x".repeat(256)))
          .isInvalid("note");
    }
  }

  @Test
  void only_the_administrator_moves_money_or_reads_every_ledger() {
    String path = "/investors/" + books.investor("10.00") + "/";
    for (ApiClient user : List.of(application.cashier(), application.investor())) {
      for (String operation : List.of("deposit/", "withdraw/", "reinvest/")) {
        user.post(path + operation, Books.amount("5.00")).isRefused(403, "permission_denied");
      }
      user.get(path + "ledger/").isRefused(403, "permission_denied");
    }
  }

  @Test
  void the_ledger_shows_the_latest_first_with_totals_over_what_matches() {
    String investor = books.investor("500.00");
    UUID sale = earn(investor, "40.00");
    String path = "/investors/" + investor + "/ledger/";
    JsonObject all = admin.get(path).is(200).json();
    assertThat(admin.get(path).results())
        .extracting(row -> row.getString("entry_type"))
        .containsExactly(
            "PROFIT_SHARE", "INVENTORY_TO_CAPITAL", "CAPITAL_TO_INVENTORY", "CAPITAL_DEPOSIT");
    assertThat(all.getJsonObject("totals").getMap())
        .isEqualTo(
            Map.of("capital_total", "500.00", "inventory_total", "0.00", "profit_total", "40.00"));
    assertThat(admin.get(path + "?ordering=created_at").results())
        .extracting(row -> row.getString("entry_type"))
        .containsExactly(
            "CAPITAL_DEPOSIT", "CAPITAL_TO_INVENTORY", "INVENTORY_TO_CAPITAL", "PROFIT_SHARE");
    assertThat(admin.get(path + "?ordering=-created_at").is(200).json()).isEqualTo(all);
    assertThat(admin.get(path + "?ordering=amount").is(200).json()).isEqualTo(all);

    JsonObject page = admin.get(path + "?page_size=1&page=2").is(200).json();
    assertThat(page.getInteger("count")).isEqualTo(4);
    assertThat(page.getJsonObject("totals")).isEqualTo(all.getJsonObject("totals"));
    assertThat(page.getJsonArray("results").getJsonObject(0).getString("entry_type"))
        .isEqualTo("INVENTORY_TO_CAPITAL");
    assertThat(page.getString("next")).contains("page_size=1").contains("page=3");
    admin.get(path + "?page=2").isRefused(404, "not_found");

    assertThat(admin.get(path + "?reference_id=" + sale).results()).hasSize(2);
  }

  @Test
  void the_ledger_is_filtered_by_type_reference_product_and_day() {
    String investor = books.investor("500.00");
    UUID sale = earn(investor, "40.00");
    earn(investor, "0.00");
    String path = "/investors/" + investor + "/ledger/";
    JsonObject shares = admin.get(path + "?entry_type=PROFIT_SHARE").is(200).json();
    assertThat(shares.getInteger("count")).isEqualTo(1);
    assertThat(shares.getJsonObject("totals").getMap())
        .isEqualTo(
            Map.of("capital_total", "0.00", "inventory_total", "0.00", "profit_total", "40.00"));
    String product = shares.getJsonArray("results").getJsonObject(0).getString("product");
    assertThat(admin.get(path + "?entry_type=GIFT").is(200).results()).hasSize(6);
    assertThat(admin.get(path + "?product=" + product).is(200).results()).hasSize(3);
    assertThat(admin.get(path + "?reference_type=sale").is(200).results()).hasSize(3);
    assertThat(admin.get(path + "?reference_type=sale&reference_id=" + sale).is(200).results())
        .hasSize(2);
    admin.get(path + "?product=none").isInvalid("product");

    LocalDate today = LocalDate.now(ZoneId.of("America/Mexico_City"));
    assertThat(admin.get(path + "?date_from=%s&date_to=%s".formatted(today, today)).results())
        .hasSize(6);
    JsonObject later = admin.get(path + "?date_from=" + today.plusDays(1)).is(200).json();
    assertThat(later.getInteger("count")).isZero();
    assertThat(later.getJsonObject("totals").getString("capital_total")).isEqualTo("0.00");
    assertThat(admin.get(path + "?date_to=" + today.minusDays(1)).results()).isEmpty();
    admin.get(path + "?date_from=today").isInvalid("date_from");
  }

  @Test
  void an_entry_is_never_changed_or_removed() {
    String investor = books.investor("10.00");
    for (String change :
        List.of(
            "UPDATE investor_ledger_entry SET note = 'x' WHERE investor_id = ?::uuid RETURNING id",
            "DELETE FROM investor_ledger_entry WHERE investor_id = ?::uuid RETURNING id")) {
      assertThatThrownBy(() -> books.query(change, investor))
          .rootCause()
          .hasMessageContaining("append-only");
    }
    books.areBalanced(investor);
  }

  @Test
  void withdrawals_at_once_never_take_more_than_there_is() {
    String investor = books.investor("100.00");
    String path = "/investors/" + investor + "/withdraw/";
    List<Integer> statuses =
        Together.times(32, () -> admin.post(path, Books.amount("7.00")).status());
    assertThat(statuses).containsOnly(201, 400);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(14);
    assertThat(books.balances(investor)).containsExactly("2.00", "0.00", "0.00");
    books.areBalanced(investor);
  }

  @Test
  void a_retry_with_the_same_key_deposits_once() {
    String investor = books.investor("0.00");
    ApiClient keyed = admin.withKey(UUID.randomUUID().toString());
    String path = "/investors/" + investor + "/deposit/";
    JsonObject first = keyed.post(path, Books.amount("9.00")).is(201).json();
    assertThat(keyed.post(path, Books.amount("9.00")).is(201).json()).isEqualTo(first);
    assertThat(books.balances(investor)).containsExactly("9.00", "0.00", "0.00");
  }

  @Test
  void a_ledger_takes_the_same_statements_whatever_it_holds() {
    String investor = books.investor("0.00");
    String path = "/investors/" + investor + "/ledger/";
    long empty = application.statementsOf(() -> admin.get(path).is(200));
    for (int i = 0; i < 5; i++) {
      admin.post("/investors/" + investor + "/deposit/", Books.amount("1")).is(201);
    }
    assertThat(application.statementsOf(() -> admin.get(path).is(200)))
        .isEqualTo(empty)
        .isEqualTo(2);
  }
}
