package io.mostrador.domain.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.testing.ApiClient;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InvestorLinkApiIT {

  private final TestApplication application = TestApplication.shared();
  private final ApiClient admin = application.admin();
  private final People people = new People(admin);

  private String investor() throws SQLException {
    String id = UUID.randomUUID().toString();
    try (Connection connection = application.connect();
        var insert =
            connection.prepareStatement(
                """
                INSERT INTO investor (id, display_name, created_at, updated_at)
                VALUES (?::uuid, 'Inés', now(), now())
                """)) {
      insert.setString(1, id);
      insert.executeUpdate();
    }
    return id;
  }

  private static JsonObject profile(String investor) {
    return new JsonObject().put("investor_id", investor);
  }

  private String profileOf(JsonObject user) {
    return admin.get(People.path(user)).is(200).json().getString("investor_profile_id");
  }

  @Test
  void a_user_may_come_with_a_profile() throws SQLException {
    String investor = investor();
    JsonObject user =
        admin
            .post("/users/", People.somebody("INVESTOR").put("investor_id", investor))
            .is(201)
            .json();
    assertThat(user.getString("investor_profile_id")).isEqualTo(investor);
    assertThat(profileOf(user)).isEqualTo(investor);
    assertThat(Records.payloads(application, "user.create", "user", user.getInteger("id")))
        .containsExactly(user);
  }

  @Test
  void linking_takes_the_earlier_profile_off_and_null_the_last_one() throws SQLException {
    JsonObject user = people.add("INVESTOR");
    String first = investor();
    String second = investor();
    admin.patch(People.path(user), profile(first)).is(200);
    admin.patch(People.path(user), profile(first)).is(200);
    JsonObject moved = admin.patch(People.path(user), profile(second)).is(200).json();
    assertThat(moved.getString("investor_profile_id")).isEqualTo(second);
    JsonObject other = people.add("INVESTOR");
    admin.patch(People.path(other), profile(first)).is(200);

    JsonObject without = admin.put(People.path(user), profile(null)).is(200).json();
    assertThat(without.getValue("investor_profile_id")).isNull();
    admin.patch(People.path(user), profile(null)).is(200);
    assertThat(profileOf(other)).isEqualTo(first);
  }

  @Test
  void a_profile_is_one_users() throws SQLException {
    JsonObject owner = people.add("INVESTOR");
    String investor = investor();
    admin.patch(People.path(owner), profile(investor)).is(200);
    JsonObject other = people.add("INVESTOR");
    admin.patch(People.path(other), profile(investor)).isInvalid("investor_id");
    admin
        .post("/users/", People.somebody("INVESTOR").put("investor_id", investor))
        .isInvalid("investor_id");
    assertThat(profileOf(owner)).isEqualTo(investor);
    assertThat(profileOf(other)).isNull();
  }

  @Test
  void two_users_who_want_a_profile_at_once_do_not_both_get_it() throws SQLException {
    String investor = investor();
    List<JsonObject> users = List.of(people.add("INVESTOR"), people.add("INVESTOR"));
    List<Integer> statuses =
        users.stream()
            .map(
                user ->
                    CompletableFuture.supplyAsync(
                        () -> admin.patch(People.path(user), profile(investor)).status()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(statuses).containsExactlyInAnyOrder(200, 400);
    assertThat(users.stream().map(this::profileOf).toList())
        .containsExactlyInAnyOrder(investor, null);
  }

  @Test
  void a_profile_goes_with_the_role_only() throws SQLException {
    String investor = investor();
    admin
        .post("/users/", People.somebody("CASHIER").put("investor_id", investor))
        .isInvalid("investor_id");
    JsonObject cashier = people.add("CASHIER");
    admin.patch(People.path(cashier), profile(investor)).isInvalid("investor_id");
    admin.patch(People.path(cashier), profile(null)).is(200);
    JsonObject both =
        admin.patch(People.path(cashier), profile(investor).put("role", "INVESTOR")).is(200).json();
    assertThat(both.getString("investor_profile_id")).isEqualTo(investor);
    admin
        .patch(People.path(cashier), profile(investor).put("role", "CASHIER"))
        .isInvalid("investor_id");
    assertThat(profileOf(cashier)).isEqualTo(investor);
  }

  @Test
  void what_is_no_investor_is_refused_and_nobody_is_added() {
    JsonObject user = people.add("INVESTOR");
    Stream.of(UUID.randomUUID().toString(), "abc", "")
        .forEach(
            bad -> {
              admin.patch(People.path(user), profile(bad)).isInvalid("investor_id");
              JsonObject input = People.somebody("INVESTOR").put("investor_id", bad);
              admin.post("/users/", input).isInvalid("investor_id");
              assertThat(admin.get("/users/?q=" + input.getString("email")).is(200).results())
                  .isEmpty();
            });
  }
}
