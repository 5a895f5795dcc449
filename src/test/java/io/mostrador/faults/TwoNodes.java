package io.mostrador.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.mostrador.testing.Patience;
import io.mostrador.testing.PutAside;
import io.mostrador.testing.TestServices;
import io.mostrador.testing.Together;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What holds across two servers on one PostgreSQL and Redis, each a process of its own. */
@Tag("faults")
@Timeout(90)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoNodes {

  private static final int ANONYMOUS_A_HOUR = 20;
  private static final int LAYAWAYS = 6;
  private static final String NEW_PASSWORD = "Otro-Mostrador-2027!";
  private static final Pattern LINK = Pattern.compile("uid=([\\w-]+)&token=([\\w-]+)");

  private final URI database = TestServices.get().newDatabase();
  private Node one;
  private Node other;
  private ApiClient admin;
  private ApiClient adminThere;
  private Goods goods;

  /** The nodes, not started yet; the first one is where most changes are made. */
  abstract List<Node> nodes(Map<String, String> settings);

  /** Both at once, on a shop that nobody has opened yet. */
  @BeforeAll
  final void start() {
    Map<String, String> settings = new HashMap<>();
    settings.put("MOSTRADOR_DATABASE_URL", database.toString());
    settings.put("MOSTRADOR_REDIS_URL", TestServices.get().redisUrl().toString());
    settings.put("MOSTRADOR_TRUSTED_PROXIES", "127.0.0.1/32");
    settings.put("MOSTRADOR_RATE_LIMITS", "on");
    settings.put("MOSTRADOR_RATE_LIMIT_USER", "100000/s");
    settings.put("MOSTRADOR_RATE_LIMIT_PUBLIC_CATALOG", "100000/s");
    settings.put("MOSTRADOR_RATE_LIMIT_ANONYMOUS", ANONYMOUS_A_HOUR + "/h");
    List<Node> nodes = nodes(settings);
    one = nodes.get(0);
    other = nodes.get(1);
    nodes.forEach(Node::start);
    nodes.forEach(Node::awaitReady);
    admin = logIn(one, Node.ADMIN);
    adminThere = other.anonymous().with("Authorization", admin.header("Authorization"));
    goods = new Goods(admin);
  }

  @AfterAll
  final void stop() {
    Stream.of(one, other).filter(node -> node != null).forEach(Node::close);
  }

  /** From an address that nobody else comes from, so that its limits are nobody else's. */
  private static ApiClient from(Node node, String address) {
    return node.anonymous().with("X-Forwarded-For", address);
  }

  private static ApiClient logIn(Node node, String username) {
    return node.anonymous().logIn(username, Node.PASSWORD);
  }

  private JsonObject user(String role) {
    return admin
        .post(
            "/users/",
            new JsonObject()
                .put("email", UUID.randomUUID() + "@example.com")
                .put("first_name", "Ana")
                .put("last_name", "Ruiz")
                .put("role", role)
                .put("password", Node.PASSWORD))
        .is(201)
        .json();
  }

  @Test
  void a_limit_is_one_budget() {
    String address = "198.51.100.7";
    List<Integer> left = new ArrayList<>();
    for (int each = 0; each < ANONYMOUS_A_HOUR; each++) {
      Answer answer = from(each % 2 == 0 ? one : other, address).get("/products/").is(401);
      left.add(Integer.parseInt(answer.header("RateLimit-Remaining")));
    }
    assertThat(left).doesNotHaveDuplicates().startsWith(ANONYMOUS_A_HOUR - 1).endsWith(0);
    from(one, address).get("/products/").isRefused(429, "throttled");
    from(other, address).get("/products/").isRefused(429, "throttled");
    from(other, "198.51.100.8").get("/products/").is(401);
  }

  @Test
  void failed_logins_are_one_budget() {
    JsonObject user = user("CASHIER");
    JsonObject wrong =
        new JsonObject().put("username", user.getString("email")).put("password", "nada");
    for (int each = 0; each < 5; each++) {
      from(each % 2 == 0 ? one : other, "198.51.100.9").post("/auth/token/", wrong).is(401);
    }
    from(one, "198.51.100.9").post("/auth/token/", wrong).isRefused(429, "throttled");
    from(other, "198.51.100.9").post("/auth/token/", wrong).isRefused(429, "throttled");
  }

  @Test
  void a_refresh_token_that_is_used_twice_ends_its_family_everywhere() {
    String email = user("CASHIER").getString("email");
    JsonObject credentials = new JsonObject().put("username", email).put("password", Node.PASSWORD);
    JsonObject first = one.anonymous().post("/auth/token/", credentials).is(200).json();
    JsonObject second = refresh(other, first).is(200).json();
    refresh(one, first).isRefused(401, "token_not_valid");
    refresh(other, second).isRefused(401, "token_not_valid");
  }

  private static Answer refresh(Node node, JsonObject pair) {
    return from(node, "203.0.113.9")
        .post("/auth/token/refresh/", new JsonObject().put("refresh", pair.getString("refresh")));
  }

  @Test
  void a_new_password_ends_all_refresh_tokens_everywhere_at_once() {
    String email = user("CASHIER").getString("email");
    JsonObject there = pair(email, Node.PASSWORD).is(200).json();
    from(one, "203.0.113.1")
        .post("/auth/password-reset/", new JsonObject().put("email", email))
        .is(200);
    JsonObject change = link(email).put("new_password", NEW_PASSWORD);
    from(one, "203.0.113.2").post("/auth/password-reset-confirm/", change).is(200);
    refresh(other, there).isRefused(401, "token_not_valid");
    pair(email, Node.PASSWORD).is(401);
    pair(email, NEW_PASSWORD).is(200);
  }

  private Answer pair(String email, String password) {
    return from(other, "203.0.113.3")
        .post("/auth/token/", new JsonObject().put("username", email).put("password", password));
  }

  /** Without a mail server the mail is in the log of whichever node has sent it. */
  private JsonObject link(String email) {
    long start = System.nanoTime();
    while (true) {
      for (Node node : List.of(one, other)) {
        String log = node.log();
        int mail = log.indexOf("mail to " + email);
        Matcher link = LINK.matcher(log.substring(Math.max(0, mail)));
        if (mail >= 0 && link.find()) {
          return new JsonObject().put("uid", link.group(1)).put("token", link.group(2));
        }
      }
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
      Patience.pause(50);
    }
  }

  @Test
  void a_role_that_is_taken_away_is_gone_everywhere_at_once() {
    JsonObject user = user("CASHIER");
    ApiClient there = logIn(other, user.getString("email"));
    there.get("/sales/").is(200);
    String path = "/users/" + user.getValue("id") + "/";
    admin.patch(path, new JsonObject().put("role", "INVESTOR")).is(200);
    there.get("/sales/").isRefused(403, "permission_denied");
    admin.patch(path, new JsonObject().put("is_active", false)).is(200);
    there.get("/sales/").is(401);
  }

  @Test
  void a_price_that_changes_here_is_seen_there_within_a_second() {
    String product = goods.product("1.00");
    String sku = admin.get("/products/" + product + "/").is(200).json().getString("sku");
    String path = "/public/catalog/" + sku + "/";
    long slowest = 0;
    for (int price = 2; price < 12; price++) {
      other.anonymous().get(path).is(200);
      JsonObject change = new JsonObject().put("default_price", price + ".00");
      admin.patch("/products/" + product + "/", change).is(200);
      long start = System.nanoTime();
      while (!price(other, path).equals(price + ".00")) {
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(1));
        Patience.pause(1);
      }
      slowest = Math.max(slowest, System.nanoTime() - start);
    }
    Form.measured(
        "two nodes (" + getClass().getSimpleName() + ")",
        "a change of the catalogue is seen on the other after at most " + Form.seconds(slowest));
  }

  private static String price(Node node, String path) {
    return node.anonymous().get(path).is(200).json().getString("default_price");
  }

  @Test
  void one_key_on_both_at_once_sells_once() {
    String product = goods.product("100.00", "100");
    for (int each = 0; each < 5; each++) {
      String key = UUID.randomUUID().toString();
      List<Answer> answers =
          Together.times(
              8,
              number ->
                  (number % 2 == 0 ? admin : adminThere)
                      .withKey(key)
                      .post("/sales/create-and-confirm/", sale(product)));
      assertThat(answers).allMatch(answer -> answer.status() == 201);
      assertThat(answers.stream().map(Answer::json).distinct()).hasSize(1);
      assertThat(answers.stream().filter(answer -> answer.header("Idempotency-Replayed").isEmpty()))
          .hasSize(1);
    }
    assertThat(goods.stock(product)).isEqualTo("95.00");
  }

  private static JsonObject sale(String product) {
    JsonObject line =
        new JsonObject()
            .put("product", product)
            .put("qty", "1")
            .put("unit_price", "100.00")
            .put("unit_cost", "1.00");
    JsonObject cash = new JsonObject().put("method", "CASH").put("amount", "100.00");
    return new JsonObject()
        .put("lines", new JsonArray().add(line))
        .put("payments", new JsonArray().add(cash));
  }

  @Test
  void layaways_expire_once_and_the_audit_is_one_chain() throws SQLException {
    String product = goods.product("100.00", "100");
    List<String> layaways = new ArrayList<>();
    for (int each = 0; each < LAYAWAYS; each++) {
      JsonObject body =
          PutAside.of(PutAside.newPhone()).line(product, "1", "100.00").deposit("50.00").body();
      layaways.add((each % 2 == 0 ? admin : adminThere).post("/layaways/", body).is(201).id());
    }
    assertThat(goods.stock(product)).isEqualTo("94.00");
    try (var connection = TestServices.connect(database);
        var change = connection.createStatement()) {
      change.execute("UPDATE layaway SET expires_at = now() - interval '1 second'");
    }
    long start = System.nanoTime();
    for (String layaway : layaways) {
      while (!adminThere.get("/layaways/" + layaway + "/").is(200).text().contains("EXPIRED")) {
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
        Patience.pause(100);
      }
    }
    Patience.pause(300);
    Books books = new Books(database);
    assertThat(goods.stock(product)).isEqualTo("100.00");
    assertThat(books.number("SELECT count(*) FROM audit_log WHERE action = 'layaway.expire.auto'"))
        .isEqualTo(LAYAWAYS);
    assertThat(books.number("SELECT sum(balance)::bigint FROM customer_credit"))
        .isEqualTo(50 * LAYAWAYS);
    books.areRight();
  }
}
