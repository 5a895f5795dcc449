package io.mostrador;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.Role;
import io.mostrador.platform.bus.IfMatch;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.mostrador.testing.PutAside;
import io.mostrador.testing.Together;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags and conditions of every operation to which the contract gives an {@code x-etag}. */
class ConditionalRequestsIT {

  private static final String MEDIA = "application/json";
  private static final TestApplication APPLICATION = TestApplication.shared();
  private static final ApiClient ADMIN = APPLICATION.admin();
  private static final Goods GOODS = new Goods(ADMIN);

  /**
   * How to make a thing and to change it.
   *
   * @param path of the collection
   * @param body of a new one; each has its own
   * @param changes bodies by operationId, of every operation that honours a condition; each may
   *     follow another
   */
  private record Thing(
      String path, Supplier<JsonObject> body, Map<String, Supplier<JsonObject>> changes) {

    Answer make() {
      return ADMIN.post(path, body.get()).is(201);
    }
  }

  private static final Map<String, Thing> THINGS =
      Map.of(
          "products",
          new Thing(
              "/products/",
              ConditionalRequestsIT::product,
              Map.of(
                  "replaceProduct", ConditionalRequestsIT::product,
                  "changeProduct", () -> new JsonObject().put("name", unique()),
                  "deleteProduct", JsonObject::new)),
          "users",
          new Thing(
              "/users/",
              ConditionalRequestsIT::user,
              Map.of(
                  "replaceUser", () -> new JsonObject().put("last_name", unique()),
                  "changeUser", () -> new JsonObject().put("first_name", unique()))),
          "fixed-expense-templates",
          new Thing(
              "/fixed-expense-templates/",
              ConditionalRequestsIT::template,
              Map.of("changeExpenseTemplate", () -> new JsonObject().put("notes", unique()))),
          "expenses",
          new Thing(
              "/expenses/",
              ConditionalRequestsIT::expense,
              Map.of("changeExpense", () -> new JsonObject().put("description", unique()))),
          "investors",
          new Thing(
              "/investors/",
              ConditionalRequestsIT::investor,
              Map.of(
                  "replaceInvestor",
                  ConditionalRequestsIT::investor,
                  "changeInvestor",
                  () -> new JsonObject().put("display_name", unique()))),
          "layaways",
          new Thing(
              "/layaways/",
              ConditionalRequestsIT::layaway,
              Map.of(
                  "payLayaway", () -> PutAside.payments(PutAside.cash("1.00")),
                  "settleLayaway", () -> PutAside.payments(PutAside.cash("80.00")),
                  "extendLayaway",
                      () ->
                          new JsonObject()
                              .put(
                                  "new_expires_at",
                                  java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC)
                                      .plusDays(30)
                                      .toString()),
                  "expireLayaway", () -> new JsonObject().put("force", true))));

  /** An operation of the contract that honours a condition. */
  private record Change(String id, String method, String path) {

    Thing thing() {
      String collection = path.split("/")[1];
      assertThat(THINGS).as("an example for " + id).containsKey(collection);
      return THINGS.get(collection);
    }

    JsonObject body() {
      assertThat(thing().changes()).as("an example for " + id).containsKey(id);
      return thing().changes().get(id).get();
    }

    Answer send(ApiClient client, Answer made) {
      String body = method.equals("DELETE") ? null : body().encode();
      return client.send(method, path.replace("{id}", idOf(made)), body);
    }

    @Override
    public String toString() {
      return id;
    }
  }

  private static String unique() {
    return "C-" + UUID.randomUUID().toString().substring(0, 13);
  }

  private static JsonObject product() {
    return new JsonObject().put("sku", unique()).put("name", unique()).put("default_price", "10");
  }

  private static JsonObject user() {
    return new JsonObject()
        .put("email", unique() + "@example.com")
        .put("first_name", "Nombre")
        .put("last_name", "Apellido")
        .put("role", "CASHIER")
        .put("password", TestApplication.PASSWORD);
  }

  private static JsonObject template() {
    return new JsonObject().put("name", unique()).put("category", "Renta").put("default_amount", 5);
  }

  private static JsonObject expense() {
    return new JsonObject()
        .put("category", "Papelería")
        .put("description", unique())
        .put("amount", "12.50")
        .put("expense_date", "2026-11-20")
        .put("expense_type", "VARIABLE")
        .put("status", "PENDING");
  }

  private static JsonObject investor() {
    return new JsonObject().put("display_name", unique());
  }

  private static JsonObject layaway() {
    return PutAside.of(PutAside.newPhone())
        .line(GOODS.product("100.00", "3"), "1", "100.00")
        .deposit("20.00")
        .body();
  }

  private static String idOf(Answer made) {
    return made.json().getValue("id").toString();
  }

  private static Answer read(Change change, Answer made) {
    return ADMIN.get(change.thing().path() + idOf(made) + "/").is(200);
  }

  private static String tag(Answer answer) {
    assertThat(answer.header("ETag"))
        .as("of " + answer.text())
        .matches("\"[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]{22}\"");
    return answer.header("ETag");
  }

  private static Stream<JsonObject> tagged(Function<String, Stream<String>> methods) {
    JsonObject paths =
        ADMIN.get(APPLICATION.base() + "/api/v1/openapi.json").json().getJsonObject("paths");
    return paths.fieldNames().stream()
        .flatMap(
            path ->
                methods
                    .apply(path)
                    .filter(method -> paths.getJsonObject(path).containsKey(method))
                    .map(
                        method ->
                            paths
                                .getJsonObject(path)
                                .getJsonObject(method)
                                .copy()
                                .put("path", path)
                                .put("method", method.toUpperCase(Locale.ROOT))))
        .filter(operation -> operation.getBoolean("x-etag", false));
  }

  static Stream<Change> changes() {
    return tagged(path -> Stream.of("post", "put", "patch", "delete"))
        .filter(operation -> operation.getString("path").contains("{"))
        .map(
            operation ->
                new Change(
                    operation.getString("operationId"),
                    operation.getString("method"),
                    operation.getString("path")));
  }

  static Stream<String> collections() {
    return tagged(path -> Stream.of("get"))
        .map(operation -> operation.getString("path").split("/")[1])
        .distinct();
  }

  @Test
  void the_contract_says_what_each_operation_with_a_tag_takes_and_gives() {
    assertThat(collections()).containsExactlyInAnyOrderElementsOf(THINGS.keySet());
    tagged(path -> Stream.of("get", "post", "put", "patch", "delete"))
        .forEach(
            operation -> {
              String name = operation.getString("operationId");
              String parameters = operation.getJsonArray("parameters").encode();
              boolean isRead = operation.getString("method").equals("GET");
              boolean isConditional = !isRead && operation.getString("path").contains("{");
              assertThat(parameters.contains("/IfMatch")).as(name).isEqualTo(isConditional);
              assertThat(parameters.contains("/IfNoneMatch")).as(name).isEqualTo(isRead);
              operation
                  .getJsonObject("responses")
                  .forEach(
                      answer -> {
                        JsonObject said = (JsonObject) answer.getValue();
                        assertThat(said.containsKey("headers"))
                            .as(name)
                            .isEqualTo(
                                said.getJsonObject("content", new JsonObject()).containsKey(MEDIA));
                      });
            });
  }

  @ParameterizedTest
  @MethodSource("changes")
  void a_change_of_what_was_read_passes_and_gives_the_next_tag(Change change) {
    Answer made = change.thing().make();
    String first = tag(made);
    assertThat(tag(read(change, made))).isEqualTo(first);
    Answer changed = change.send(ADMIN.with("If-Match", first), made);
    if (change.method().equals("DELETE")) {
      changed.is(204);
    } else {
      changed.is(200);
      assertThat(tag(changed)).isNotEqualTo(first).isEqualTo(tag(read(change, made)));
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void a_change_of_what_has_changed_since_is_refused_and_changes_nothing(Change change) {
    Answer made = change.thing().make();
    Change other =
        changes()
            .filter(each -> each.thing().path().equals(change.thing().path()))
            .filter(each -> Stream.of("change", "extend").anyMatch(each.id()::startsWith))
            .findFirst()
            .orElseThrow();
    other.send(ADMIN, made).is(200);
    String now = read(change, made).text();
    change.send(ADMIN.with("If-Match", tag(made)), made).isRefused(412, "precondition_failed");
    assertThat(read(change, made).text()).isEqualTo(now);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void any_star_and_lists_pass_but_weak_and_foreign_tags_do_not(Change change) {
    Answer made = change.thing().make();
    Answer foreign = change.thing().make();
    for (String other :
        List.of("W/" + tag(made), tag(foreign), "\"\"", "\"1\"", "\"a,b\" , W/\"x\"", ",\"*\",,")) {
      change.send(ADMIN.with("If-Match", other), made).isRefused(412, "precondition_failed");
    }
    String list = "\"x\", W/\"y\" ,, " + tag(made) + ",";
    assertThat(change.send(ADMIN.with("If-Match", list), made).status()).isIn(200, 204);
    assertThat(change.send(ADMIN.with("If-Match", "*"), foreign).status()).isIn(200, 204);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void a_header_that_is_no_list_of_tags_is_invalid(Change change) {
    Answer made = change.thing().make();
    for (String wrong :
        List.of("abc", "\"a\" \"b\"", "\"a", "*, \"a\"", ",", "w/\"a\"", "\"a b\"")) {
      change.send(ADMIN.with("If-Match", wrong), made).isInvalid("If-Match");
    }
    assertThat(tag(read(change, made))).isEqualTo(tag(made));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void what_does_not_exist_is_not_found_under_any_condition(Change change) {
    String id = change.path().startsWith("/users") ? "2000000000" : UUID.randomUUID().toString();
    String body = change.method().equals("DELETE") ? null : change.body().encode();
    for (String condition : List.of("*", "\"x\"")) {
      ADMIN
          .with("If-Match", condition)
          .send(change.method(), change.path().replace("{id}", id), body)
          .isRefused(404, "not_found");
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void of_sixteen_who_read_the_same_one_changes_it(Change change) {
    Answer made = change.thing().make();
    ApiClient client = ADMIN.with("If-Match", tag(made));
    List<Answer> answers = Together.times(16, () -> change.send(client, made));
    boolean isDelete = change.method().equals("DELETE");
    assertThat(answers).filteredOn(each -> each.status() == (isDelete ? 204 : 200)).hasSize(1);
    assertThat(answers).filteredOn(each -> each.status() == (isDelete ? 404 : 412)).hasSize(15);
  }

  @ParameterizedTest
  @MethodSource("collections")
  void a_client_that_has_it_gets_no_body(String collection) {
    Thing thing = THINGS.get(collection);
    Answer made = thing.make();
    String path = thing.path() + idOf(made) + "/";
    for (String known : List.of(tag(made), "W/" + tag(made), "\"x\", " + tag(made), "*")) {
      Answer answer = ADMIN.with("If-None-Match", known).get(path).is(304);
      assertThat(answer.text()).isEmpty();
      assertThat(answer.header("ETag")).isEqualTo(tag(made));
    }
    ADMIN.with("If-None-Match", "\"x\"").get(path).is(200);
    ADMIN.with("If-None-Match", "not a tag").get(path).is(200);
    assertThat(ADMIN.send("HEAD", path, null).is(200).header("ETag")).isEqualTo(tag(made));
  }

  @Test
  void a_sale_shows_in_the_tag_and_leaves_the_product_editable() {
    String product = GOODS.product("100.00", "5");
    String path = "/products/" + product + "/";
    String before = tag(ADMIN.get(path));
    GOODS.receive(product, "1");
    ADMIN.with("If-None-Match", before).get(path).is(200);
    ADMIN.with("If-Match", before).patch(path, new JsonObject().put("name", unique())).is(200);
  }

  @Test
  void a_deposit_leaves_the_investor_editable() {
    Answer made = ADMIN.post("/investors/", investor()).is(201);
    String path = "/investors/" + made.id() + "/";
    ADMIN.post(path + "deposit/", new JsonObject().put("amount", "10")).is(201);
    ADMIN.with("If-None-Match", tag(made)).get(path).is(200);
    ADMIN.with("If-Match", tag(made)).patch(path, investor()).is(200);
  }

  @Test
  void a_login_leaves_the_user_and_a_profile_given_elsewhere_does_not() {
    JsonObject input = user().put("role", "INVESTOR");
    Answer made = ADMIN.post("/users/", input).is(201);
    String path = "/users/" + made.json().getInteger("id") + "/";
    APPLICATION.anonymous().logIn(made.json().getString("username"), TestApplication.PASSWORD);
    assertThat(tag(ADMIN.get(path))).isEqualTo(tag(made));
    ADMIN.post("/investors/", investor().put("user", made.json().getInteger("id"))).is(201);
    ADMIN
        .with("If-Match", tag(made))
        .patch(path, new JsonObject().put("first_name", "Otra"))
        .isRefused(412, "precondition_failed");
  }

  @Test
  void a_repeated_request_gets_its_answer_and_tag_although_its_condition_is_stale_by_now() {
    Answer made = ADMIN.post("/layaways/", layaway()).is(201);
    ApiClient once = ADMIN.with("If-Match", tag(made)).withKey(UUID.randomUUID().toString());
    String path = "/layaways/" + made.id() + "/payments/";
    JsonObject payment = PutAside.payments(PutAside.cash("5.00"));
    Answer paid = once.post(path, payment).is(200);
    Answer again = once.post(path, payment).is(200);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.text()).isEqualTo(paid.text());
    assertThat(tag(again)).isEqualTo(tag(paid));
  }

  @Test
  void a_refused_condition_does_not_use_up_the_key() {
    Answer made = ADMIN.post("/layaways/", layaway()).is(201);
    ApiClient keyed = ADMIN.withKey(UUID.randomUUID().toString());
    String path = "/layaways/" + made.id() + "/payments/";
    JsonObject payment = PutAside.payments(PutAside.cash("5.00"));
    keyed.with("If-Match", "\"x\"").post(path, payment).isRefused(412, "precondition_failed");
    keyed.with("If-Match", tag(made)).post(path, payment).is(200);
  }

  @Test
  void a_condition_that_nobody_looks_at_undoes_the_change() {
    Domains domains = APPLICATION.domains();
    String name = unique();
    Request.Origin origin =
        new Request.Origin("test", "http://shop/", "::1", null, IfMatch.ANY, null);
    Request request =
        new Request(
            "createBrand",
            new Actor(1, TestApplication.ADMIN, Role.ADMIN),
            new JsonObject(),
            new JsonObject().put("name", name),
            origin);
    Single<Reply> careless =
        domains.database.write(
            request,
            tx ->
                tx.sql()
                    .preparedQuery(
                        "INSERT INTO brand (name, created_at, updated_at) VALUES ($1, now(),"
                            + " now())")
                    .rxExecute(Tuple.of(name))
                    .map(added -> Reply.noContent()));
    assertThatThrownBy(careless::blockingGet).isInstanceOf(IllegalStateException.class);
    assertThat(ADMIN.get("/brands/").is(200).text()).doesNotContain(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/products/", "/users/", "/investors/", "/expenses/", "/layaways/"})
  void lists_have_no_tag(String path) {
    assertThat(ADMIN.get(path).is(200).header("ETag")).isEmpty();
  }
}
