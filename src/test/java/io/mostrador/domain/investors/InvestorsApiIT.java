package io.mostrador.domain.investors;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.ApiClient;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InvestorsApiIT {

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final Books books = new Books(application);

  @Test
  void an_initial_capital_is_the_first_entry_of_the_ledger() {
    JsonObject created =
        admin
            .post(
                "/investors/",
                new JsonObject().put("display_name", " Ines ").put("initial_capital", 20000))
            .is(201)
            .json();
    assertThat(created.getString("display_name")).isEqualTo("Ines");
    assertThat(created.getValue("user")).isNull();
    assertThat(created.getBoolean("is_active")).isTrue();
    assertThat(created.getJsonObject("balances").getMap())
        .isEqualTo(Map.of("capital", "20000.00", "inventory", "0.00", "profit", "0.00"));
    String id = created.getString("id");
    assertThat(books.entries(id))
        .containsExactly("CAPITAL_DEPOSIT 20000.00 0.00 0.00 initial_capital");
    assertThat(books.audited(id)).isEmpty();
    books.areBalanced(id);
  }

  @Test
  void without_an_initial_capital_the_ledger_is_empty() {
    String none =
        admin.post("/investors/", new JsonObject().put("display_name", "Omar")).is(201).id();
    assertThat(books.entries(none)).isEmpty();
    assertThat(books.entries(books.investor("0.00"))).isEmpty();
    assertThat(books.balances(none)).containsExactly("0.00", "0.00", "0.00");
  }

  @Test
  void what_makes_no_sense_is_refused_by_field() {
    JsonObject body = new JsonObject().put("display_name", "X");
    admin
        .post("/investors/", body.copy().put("initial_capital", "-1.00"))
        .isInvalid("initial_capital");
    admin
        .post("/investors/", body.copy().put("initial_capital", "1.001"))
        .isInvalid("initial_capital");
    admin.post("/investors/", body.copy().put("display_name", "  ")).isInvalid("display_name");
    admin
        .post("/investors/", body.copy().put("display_name", "x".repeat(256)))
        .isInvalid("display_name");
    admin.post("/investors/", new JsonObject()).isInvalid("display_name");
    admin.post("/investors/", body.copy().put("user", 2_000_000_000)).isInvalid("user");
  }

  @Test
  void the_list_is_by_name_and_searches_literally() {
    String mark = UUID.randomUUID().toString();
    books.investor("zeta " + mark, "0");
    books.investor("Ángel " + mark, "5");
    books.investor("beta 10% " + mark, "0");
    assertThat(admin.get("/investors/?q=" + mark).is(200).results())
        .extracting(row -> row.getString("display_name"))
        .containsExactly("Ángel " + mark, "beta 10% " + mark, "zeta " + mark);
    assertThat(admin.get("/investors/?q=10%25%20" + mark).is(200).results()).hasSize(1);
    assertThat(admin.get("/investors/?q=1_%25%20" + mark).is(200).results()).isEmpty();
    assertThat(admin.get("/investors/?page_size=2&page=2&q=" + mark).is(200).results()).hasSize(1);
  }

  @Test
  void a_change_touches_what_was_sent() {
    String id = books.investor("Antes", "7.00");
    String path = "/investors/" + id + "/";
    JsonObject renamed =
        admin.patch(path, new JsonObject().put("display_name", "Después")).is(200).json();
    assertThat(renamed.getString("display_name")).isEqualTo("Después");
    assertThat(renamed.getBoolean("is_active")).isTrue();
    JsonObject closed = admin.patch(path, new JsonObject().put("is_active", false)).is(200).json();
    assertThat(closed.getString("display_name")).isEqualTo("Después");
    assertThat(closed.getBoolean("is_active")).isFalse();
    admin.put(path, new JsonObject().put("is_active", true)).isInvalid("display_name");
    JsonObject replaced =
        admin
            .put(path, new JsonObject().put("display_name", "Otra").put("initial_capital", "99"))
            .is(200)
            .json();
    assertThat(replaced.getBoolean("is_active")).isFalse();
    assertThat(books.balances(id)).containsExactly("7.00", "0.00", "0.00");
    assertThat(books.audited(id)).isEmpty();
    assertThat(admin.get(path).is(200).json()).isEqualTo(replaced);
    admin.delete(path).isRefused(405, "method_not_allowed");
  }

  @Test
  void a_user_has_at_most_one_profile_and_sees_only_that() {
    try (TestApplication own = TestApplication.withUsers(Map.of())) {
      Books ownBooks = new Books(own);
      int user = ownBooks.userId(TestApplication.INVESTOR);
      String mine = ownBooks.investor("Mía", "50.00");
      String other = ownBooks.investor("Ajena", "60.00");
      ApiClient investor = own.investor();
      investor.get("/investors/me/").isRefused(404, "investor_profile_not_found");
      assertThat(investor.get("/investors/me/ledger/").is(200).json())
          .isEqualTo(
              new JsonObject(
                  """
                  {"count": 0, "next": null, "previous": null, "results": [], "totals":
                    {"capital_total": "0.00", "inventory_total": "0.00", "profit_total": "0.00"}}
                  """));
      assertThat(investor.get("/investors/me/assignments/").is(200).results()).isEmpty();
      investor.get("/investors/me/ledger/?page=2").isRefused(404, "not_found");
      investor.get("/investors/me/assignments/?page=2").isRefused(404, "not_found");

      JsonObject link = new JsonObject().put("user", user);
      assertThat(
              own.admin().patch("/investors/" + mine + "/", link).is(200).json().getInteger("user"))
          .isEqualTo(user);
      own.admin().patch("/investors/" + other + "/", link).isInvalid("user");
      own.admin()
          .post("/investors/", new JsonObject().put("display_name", "Otra").put("user", user))
          .isInvalid("user");
      assertThat(investor.get("/investors/me/").is(200).id()).isEqualTo(mine);
      assertThat(investor.get("/investors/me/ledger/").is(200).results())
          .extracting(row -> row.getString("investor"))
          .containsExactly(mine);
      investor.get("/investors/" + mine + "/").isRefused(403, "permission_denied");
      investor.get("/investors/" + other + "/ledger/").isRefused(403, "permission_denied");

      own.admin().patch("/investors/" + mine + "/", new JsonObject().putNull("user")).is(200);
      investor.get("/investors/me/").isRefused(404, "investor_profile_not_found");
      own.admin().patch("/investors/" + other + "/", link).is(200);
    }
  }

  @Test
  void only_the_administrator_sees_all_investors() {
    String id = books.investor("1.00");
    for (ApiClient user : java.util.List.of(application.cashier(), application.investor())) {
      user.get("/investors/").isRefused(403, "permission_denied");
      user.get("/investors/" + id + "/").isRefused(403, "permission_denied");
      user.post("/investors/", new JsonObject().put("display_name", "X"))
          .isRefused(403, "permission_denied");
      user.patch("/investors/" + id + "/", new JsonObject()).isRefused(403, "permission_denied");
      user.get("/investors/assignments/").isRefused(403, "permission_denied");
      user.post("/investors/assignments/", new JsonObject()).isRefused(403, "permission_denied");
      user.post("/investors/" + id + "/purchases/", new JsonObject())
          .isRefused(403, "permission_denied");
    }
    application.cashier().get("/investors/me/").isRefused(403, "permission_denied");
    application.cashier().get("/investors/me/ledger/").isRefused(403, "permission_denied");
    application.anonymous().get("/investors/").isRefused(401, "not_authenticated");
    admin.get("/investors/me/").isRefused(404, "investor_profile_not_found");
  }

  @Test
  void an_investor_that_does_not_exist_is_not_found() {
    String path = "/investors/" + UUID.randomUUID() + "/";
    admin.get(path).isRefused(404, "not_found");
    admin.patch(path, new JsonObject().put("display_name", "X")).isRefused(404, "not_found");
    admin.get(path + "ledger/").isRefused(404, "not_found");
    admin.post(path + "deposit/", Books.amount("1")).isRefused(404, "not_found");
    admin.get("/investors/nobody/").isRefused(404, "not_found");
    admin.post("/investors/me/deposit/", Books.amount("1")).isRefused(404, "not_found");
  }

  @Test
  void a_retry_with_the_same_key_adds_one_investor() {
    ApiClient keyed = admin.withKey(UUID.randomUUID().toString());
    JsonObject body =
        new JsonObject()
            .put("display_name", "Repetida " + UUID.randomUUID())
            .put("initial_capital", "3.00");
    String first = keyed.post("/investors/", body).is(201).id();
    assertThat(keyed.post("/investors/", body).is(201).id()).isEqualTo(first);
    assertThat(books.balances(first)).containsExactly("3.00", "0.00", "0.00");
  }
}
