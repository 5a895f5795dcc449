package io.mostrador.domain.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.ApiClient;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsApiIT {

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final People people = new People(admin);

  private static JsonObject change(String field, Object value) {
    return new JsonObject().put(field, value);
  }

  private ApiClient signedIn(JsonObject user) {
    return application.anonymous().logIn(user.getString("username"), People.PASSWORD);
  }

  @Test
  void somebody_new_is_shown_and_may_sign_in() {
    JsonObject input = People.somebody("CASHIER");
    String email = input.getString("email");
    input.put("email", email.toUpperCase(Locale.ROOT)).put("first_name", "  María José ");
    JsonObject user = admin.post("/users/", input).is(201).json();
    assertThat(user.getMap())
        .containsOnlyKeys(
            "id",
            "username",
            "email",
            "first_name",
            "last_name",
            "role",
            "is_active",
            "date_joined",
            "last_login",
            "investor_profile_id",
            "has_pin");
    assertThat(user.getString("username")).isEqualTo(email);
    assertThat(user.getString("email")).isEqualTo(email);
    assertThat(user.getString("first_name")).isEqualTo("María José");
    assertThat(user.getBoolean("is_active")).isTrue();
    assertThat(user.getValue("last_login")).isNull();
    assertThat(user.getValue("investor_profile_id")).isNull();
    assertThat(user.getBoolean("has_pin")).isFalse();
    signedIn(user).get("/products/").is(200);
    assertThat(admin.get(People.path(user)).is(200).json()).isEqualTo(user);
  }

  @Test
  void an_email_is_one_users_whatever_its_case() {
    JsonObject user = people.add("CASHIER");
    String shouted = user.getString("email").toUpperCase(Locale.ROOT);
    admin.post("/users/", People.somebody("CASHIER").put("email", shouted)).isInvalid("email");
  }

  @Test
  void a_user_name_is_matched_exactly_at_login() {
    JsonObject user = people.add("CASHIER");
    String shouted = user.getString("email").toUpperCase(Locale.ROOT);
    application
        .anonymous()
        .post(
            "/auth/token/",
            new JsonObject().put("username", shouted).put("password", People.PASSWORD))
        .isRefused(401, "authentication_failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "first_name", "last_name", "role", "password"})
  void what_is_required_may_not_be_missing_null_or_blank(String field) {
    JsonObject missing = People.somebody("CASHIER");
    missing.remove(field);
    admin.post("/users/", missing).isInvalid(field);
    admin.post("/users/", People.somebody("CASHIER").putNull(field)).isInvalid(field);
    admin.post("/users/", People.somebody("CASHIER").put(field, "  ")).isInvalid(field);
  }

  @Test
  void all_faults_are_named_at_once() {
    JsonObject fields =
        admin
            .post("/users/", new JsonObject().put("email", "no").put("role", "OWNER"))
            .isRefused(400, "invalid")
            .json()
            .getJsonObject("fields");
    assertThat(fields.fieldNames())
        .containsExactlyInAnyOrder("email", "first_name", "last_name", "role", "password");
  }

  @Test
  void names_have_up_to_150_characters() {
    admin.post("/users/", People.somebody("CASHIER").put("first_name", "ñ".repeat(150))).is(201);
    admin
        .post("/users/", People.somebody("CASHIER").put("first_name", "n".repeat(151)))
        .isInvalid("first_name");
    admin
        .post("/users/", People.somebody("CASHIER").put("last_name", "n".repeat(151)))
        .isInvalid("last_name");
  }

  @ParameterizedTest
  @CsvSource({
    "corta1!, 1", // short
    "12345678, 2", // common, only digits
    "1234567, 3", // short, common, only digits
    "password1, 1", // common
    "849302817465, 1", // only digits
    "AnaRuiz-Perez, 1", // like the name
  })
  void a_weak_password_is_told_all_that_is_wrong(String password, int faults) {
    JsonObject input =
        People.somebody("CASHIER")
            .put("email", "quien@example.com") // whose digits are like none of these
            .put("last_name", "Ruiz Perez")
            .put("password", password);
    JsonObject fields =
        admin.post("/users/", input).isInvalid("password").json().getJsonObject("fields");
    assertThat(fields.getJsonArray("password")).hasSize(faults);
  }

  @Test
  void what_a_caller_may_not_set_is_ignored() {
    JsonObject input =
        People.somebody("CASHIER")
            .put("id", 1)
            .put("username", "root")
            .put("is_active", false)
            .put("last_login", "2020-01-01T00:00:00Z")
            .put("has_pin", true);
    JsonObject user = admin.post("/users/", input).is(201).json();
    assertThat(user.getInteger("id")).isNotEqualTo(1);
    assertThat(user.getString("username")).isEqualTo(input.getString("email"));
    assertThat(user.getBoolean("is_active")).isTrue();
    assertThat(user.getBoolean("has_pin")).isFalse();
    JsonObject after =
        admin.patch(People.path(user), change("email", "otro@example.com")).is(200).json();
    assertThat(after).isEqualTo(user);
  }

  @Test
  void every_word_is_found_in_a_name_or_the_email_newest_first() {
    String mark = "m" + UUID.randomUUID().toString().substring(0, 8);
    JsonObject first =
        admin
            .post("/users/", People.somebody("CASHIER").put("last_name", "Luna " + mark))
            .is(201)
            .json();
    JsonObject second =
        admin
            .post("/users/", People.somebody("INVESTOR").put("first_name", mark + "_x"))
            .is(201)
            .json();
    assertThat(found(mark)).containsExactly(id(second), id(first));
    assertThat(found(mark + "+LUN")).containsExactly(id(first));
    assertThat(found(mark + "+" + first.getString("email"))).containsExactly(id(first));
    assertThat(found(mark + "+nobody")).isEmpty();
    assertThat(found(mark + "_")).containsExactly(id(second));
    assertThat(found(mark + "%25")).isEmpty();
  }

  private List<Integer> found(String words) {
    return admin.get("/users/?q=" + words).is(200).results().stream()
        .map(AccountsApiIT::id)
        .toList();
  }

  private static int id(JsonObject user) {
    return user.getInteger("id");
  }

  @Test
  void a_page_of_users_takes_the_same_statements_whatever_it_holds() {
    String mark = "p" + UUID.randomUUID().toString().substring(0, 8);
    assertThat(statementsOfPage(mark, 0)).isEqualTo(2);
    for (int i = 0; i < 3; i++) {
      admin.post("/users/", People.somebody("CASHIER").put("last_name", mark)).is(201);
    }
    assertThat(statementsOfPage(mark, 3)).isEqualTo(2);
  }

  private long statementsOfPage(String mark, int rows) {
    return application.statementsOf(
        () -> assertThat(admin.get("/users/?q=" + mark).is(200).results()).hasSize(rows));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "PUT"})
  void a_change_keeps_what_is_not_sent(String method) {
    JsonObject user = people.add("CASHIER");
    JsonObject after =
        admin
            .send(method, People.path(user), change("first_name", "Alberto").encode())
            .is(200)
            .json();
    assertThat(after).isEqualTo(user.copy().put("first_name", "Alberto"));
    admin
        .send(method, People.path(user), change("first_name", " ").encode())
        .isInvalid("first_name");
    admin.send(method, People.path(user), change("role", "OWNER").encode()).isInvalid("role");
    admin
        .send(method, People.path(user), change("is_active", null).encode())
        .isInvalid("is_active");
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999", "0", "-1", "abc", "3.5", "99999999999999999999"})
  void a_user_who_does_not_exist_is_not_found(String id) {
    admin.get("/users/" + id + "/").isRefused(404, "not_found");
    admin.patch("/users/" + id + "/", change("first_name", "X")).isRefused(404, "not_found");
  }

  @Test
  void users_are_never_deleted() {
    JsonObject user = people.add("CASHIER");
    var refused = admin.delete(People.path(user)).isRefused(405, "method_not_allowed");
    assertThat(refused.header("Allow")).contains("GET", "PUT", "PATCH").doesNotContain("DELETE");
    admin.get(People.path(user)).is(200);
  }

  @Test
  void only_an_administrator_sees_and_changes_users() {
    JsonObject user = people.add("CASHIER");
    for (ApiClient other : List.of(application.cashier(), application.investor())) {
      other.get("/users/").isRefused(403, "permission_denied");
      other.get(People.path(user)).isRefused(403, "permission_denied");
      other.post("/users/", People.somebody("ADMIN")).isRefused(403, "permission_denied");
      other.patch(People.path(user), change("role", "ADMIN")).isRefused(403, "permission_denied");
      other.put(People.path(user), change("role", "ADMIN")).isRefused(403, "permission_denied");
    }
    application.anonymous().get("/users/").isRefused(401, "not_authenticated");
    assertThat(admin.get(People.path(user)).json()).isEqualTo(user);
  }

  @Test
  void another_role_acts_on_the_next_request() {
    JsonObject user = people.add("CASHIER");
    ApiClient client = signedIn(user);
    client.get("/users/").isRefused(403, "permission_denied");
    admin.patch(People.path(user), change("role", "ADMIN")).is(200);
    client.get("/users/").is(200);
    admin.patch(People.path(user), change("role", "INVESTOR")).is(200);
    client.get("/inventory/stocks/").isRefused(403, "permission_denied");
  }

  @Test
  void who_is_deactivated_is_out_on_the_next_request_and_may_come_back() {
    JsonObject user = people.add("CASHIER");
    JsonObject credentials =
        new JsonObject()
            .put("username", user.getString("username"))
            .put("password", People.PASSWORD);
    JsonObject pair = application.anonymous().post("/auth/token/", credentials).is(200).json();
    ApiClient client = application.anonymous().withToken(pair.getString("access"));
    admin.patch(People.path(user), change("is_active", false)).is(200);

    JsonObject refused = client.get("/products/").isRefused(401, "authentication_failed").json();
    assertThat(refused.getJsonObject("fields").getString("code")).isEqualTo("user_inactive");
    JsonObject refresh = change("refresh", pair.getString("refresh"));
    JsonObject refusedRefresh =
        application
            .anonymous()
            .post("/auth/token/refresh/", refresh)
            .isRefused(401, "authentication_failed")
            .json();
    assertThat(refusedRefresh.getJsonObject("fields").getString("code")).isNotBlank();
    application
        .anonymous()
        .post("/auth/token/", credentials)
        .isRefused(401, "authentication_failed");

    admin.patch(People.path(user), change("is_active", true)).is(200);
    client.get("/products/").is(200);
    application.anonymous().post("/auth/token/refresh/", refresh).isRefused(401, "token_not_valid");
    application.anonymous().post("/auth/token/", credentials).is(200);
  }

  @Test
  void a_retry_with_the_same_key_adds_once() throws SQLException {
    ApiClient keyed = admin.withKey(UUID.randomUUID().toString());
    JsonObject input = People.somebody("CASHIER");
    JsonObject first = keyed.post("/users/", input).is(201).json();
    var second = keyed.post("/users/", input).is(201);
    assertThat(second.json()).isEqualTo(first);
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    keyed.post("/users/", People.somebody("CASHIER")).isRefused(422, "idempotency_mismatch");
    assertThat(records(first, "user.create")).hasSize(1);
  }

  @Test
  void every_change_is_recorded_without_secrets() throws SQLException {
    JsonObject user = people.add("CASHIER");
    JsonObject after = admin.patch(People.path(user), change("last_name", "Luna")).is(200).json();
    admin.patch(People.path(user), change("role", "OWNER")).isInvalid("role");
    assertThat(records(user, "user.create")).containsExactly(user);
    assertThat(records(user, "user.update"))
        .containsExactly(new JsonObject().put("before", user).put("after", after));
  }

  private List<JsonObject> records(JsonObject user, String action) throws SQLException {
    return Records.payloads(application, action, "user", user.getInteger("id"));
  }

  @Test
  void an_active_administrator_is_always_left() {
    try (TestApplication own = TestApplication.withUsers(Map.of())) {
      ApiClient boss = own.admin();
      String path = People.path(onlyAdmin(boss));
      boss.patch(path, change("role", "CASHIER")).isInvalid("role");
      boss.put(path, change("is_active", false)).isInvalid("is_active");
      boss.patch(path, change("first_name", "Rosa").put("role", "ADMIN")).is(200);
      JsonObject second = new People(boss).add("ADMIN");
      boss.patch(People.path(second), change("is_active", false)).is(200);
      boss.patch(path, change("role", "CASHIER")).isInvalid("role");
      boss.patch(People.path(second), change("is_active", true)).is(200);
      bothStepDown(own, path, People.path(second), second.getString("username"));
    }
  }

  private static JsonObject onlyAdmin(ApiClient boss) {
    List<JsonObject> all = boss.get("/users/").is(200).results();
    return all.get(all.size() - 1);
  }

  /** Each of the last two demotes the other at the same moment: one of them succeeds. */
  private static void bothStepDown(TestApplication own, String one, String two, String username) {
    ApiClient first = own.admin();
    ApiClient second = own.as(username);
    List<Integer> statuses =
        Stream.of(
                CompletableFuture.supplyAsync(() -> first.patch(two, change("role", "CASHIER"))),
                CompletableFuture.supplyAsync(() -> second.patch(one, change("role", "CASHIER"))))
            .toList()
            .stream()
            .map(answer -> answer.join().status())
            .toList();
    assertThat(statuses).containsOnlyOnce(200);
    long left =
        Stream.of(first, second).filter(client -> client.get("/users/").status() == 200).count();
    assertThat(left).isEqualTo(1);
  }
}
