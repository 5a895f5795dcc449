package io.mostrador.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.domain.sales.Till;
import io.mostrador.model.KeyedAction.Input;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Bucket;
import io.mostrador.testing.PutAside;
import io.mostrador.testing.RawHttp;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every change that takes a key happens once, however often and however badly it is repeated. */
class IdempotencyIT {

  private static final int ACTIONS = 2_000;
  private static final int OF_EACH = 40;
  private static final int AT_ONCE = 8;

  /** Each hashes a password on every try, which says nothing about keys. */
  private static final int USERS = 8;

  private static final List<Repeats.Way> WAYS = List.of(Repeats.Way.values());

  private static Bucket bucket;
  private static TestApplication application;
  private static StockedShop shop;
  private static KeyedActions actions;
  private static Map<String, String> paths;

  @BeforeAll
  static void start() {
    bucket = Bucket.start();
    application = TestApplication.withUsers(bucket.settings());
    shop = new StockedShop(application, bucket);
    actions = new KeyedActions(shop);
    paths = keyedOperations();
  }

  @AfterAll
  static void stop() {
    application.close();
    bucket.close();
  }

  /** The path of each operation that takes a key, by its id. */
  private static Map<String, String> keyedOperations() {
    Map<String, String> found = new TreeMap<>();
    JsonObject contract =
        application.anonymous().get(application.base() + "/api/v1/openapi.json").is(200).json();
    contract
        .getJsonObject("paths")
        .forEach(
            path -> {
              JsonObject post = ((JsonObject) path.getValue()).getJsonObject("post");
              if (post != null && post.getBoolean("x-idempotent", false)) {
                found.put(
                    post.getString("operationId"), path.getKey().replaceFirst("^/api/v1", ""));
              }
            });
    return found;
  }

  @Test
  void each_operation_that_takes_a_key_is_tried() {
    List<String> untried =
        paths.keySet().stream().filter(id -> !actions.makers().containsKey(id)).toList();
    assertThat(untried)
        .as("operations with x-idempotent that KeyedActions does not make: add a maker for each")
        .isEmpty();
    assertThat(actions.makers().keySet()).as("makers of no operation").isSubsetOf(paths.keySet());
  }

  @Test
  void two_thousand_actions_sent_five_times_each_happen_once() throws Exception {
    Map<String, RowCounts> effects = new TreeMap<>();
    for (String operation : paths.keySet()) {
      effects.put(operation, effectOfOne(operation));
    }
    List<KeyedAction> all = inParallel(operations(), this::make);
    RowCounts expected =
        all.stream()
            .map(action -> effects.get(action.operation()))
            .reduce(RowCounts.none(), RowCounts::plus);
    try (Connection database = application.connect()) {
      RowCounts before = RowCounts.of(database);
      long keys = RowCounts.count(database, "idempotency_key");
      Repeats repeats = new Repeats(application.admin(), new RawHttp(application.base()));
      List<List<Answer>> answers =
          inParallel(
              IntStream.range(0, ACTIONS).boxed().toList(),
              each -> repeats.send(all.get(each), WAYS.get(each % WAYS.size())));
      for (int each = 0; each < ACTIONS; each++) {
        assertThatOneWasDone(all.get(each), WAYS.get(each % WAYS.size()), answers.get(each));
      }
      assertThat(RowCounts.of(database).since(before)).isEqualTo(expected);
      assertThat(RowCounts.count(database, "idempotency_key") - keys).isEqualTo(ACTIONS);
    }
    assertThat(application.differences()).isEmpty();
  }

  /** Rows that an action adds: of the second one, since the first may find a table empty. */
  private RowCounts effectOfOne(String operation) throws SQLException {
    KeyedAction first = make(operation);
    KeyedAction second = make(operation);
    try (Connection database = application.connect()) {
      assertThat(shop.admin.post(first.path(), first.body()).status())
          .as(operation)
          .isBetween(200, 201);
      RowCounts before = RowCounts.of(database);
      assertThat(shop.admin.post(second.path(), second.body()).status()).isBetween(200, 201);
      RowCounts added = RowCounts.of(database).since(before);
      assertThat(added.rows()).as(operation + " leaves rows to count").isNotEmpty();
      return added;
    }
  }

  private KeyedAction make(String operation) {
    Input input = actions.makers().get(operation).get();
    return new KeyedAction(
        operation, paths.get(operation).replace("{id}", input.id()), input.body());
  }

  /** In any order; sales fill up what is missing. */
  private static List<String> operations() {
    List<String> operations = new ArrayList<>();
    for (String operation : paths.keySet()) {
      int count = operation.equals("createUser") ? USERS : OF_EACH;
      operations.addAll(Collections.nCopies(count, operation));
    }
    operations.addAll(Collections.nCopies(ACTIONS - operations.size(), "createAndConfirmSale"));
    Collections.shuffle(operations, new Random(1));
    return operations;
  }

  private static void assertThatOneWasDone(
      KeyedAction action, Repeats.Way way, List<Answer> answers) {
    String what = action + " " + way;
    assertThat(answers).as(what).extracting(Answer::status).containsOnly(answers.get(0).status());
    assertThat(answers.get(0).status()).as(what + answers.get(0).text()).isBetween(200, 201);
    assertThat(answers).as(what).extracting(Answer::text).containsOnly(answers.get(0).text());
    long firsts =
        answers.stream().filter(each -> each.header("Idempotency-Replayed").isEmpty()).count();
    if (way == Repeats.Way.AFTER_A_CUT) {
      assertThat(firsts).as(what).isBetween(0L, 1L);
    } else {
      assertThat(firsts).as(what).isEqualTo(1);
    }
  }

  private static <S, T> List<T> inParallel(List<S> things, Function<S, T> work)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<T>> started =
          things.stream().map(thing -> threads.submit(() -> work.apply(thing))).toList();
      List<T> done = new ArrayList<>();
      for (Future<T> each : started) {
        done.add(each.get());
      }
      return done;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Something that is refused until {@code remedy} has run. */
  private record Refusal(int status, String code, String path, JsonObject body, Runnable remedy) {}

  @Test
  void a_refusal_is_forgotten_and_its_key_serves_once_the_cause_is_gone() throws SQLException {
    for (Refusal refusal : refusals()) {
      String key = UUID.randomUUID().toString();
      ApiClient keyed = application.admin().withKey(key);
      for (int times = 0; times < 2; times++) {
        keyed.post(refusal.path(), refusal.body()).isRefused(refusal.status(), refusal.code());
      }
      assertThat(kept(key)).as(refusal.path()).isZero();
      refusal.remedy().run();
      Answer done = keyed.post(refusal.path(), refusal.body());
      assertThat(done.status()).as(done.text()).isBetween(200, 201);
      assertThat(done.header("Idempotency-Replayed")).isEmpty();
      Answer again = keyed.post(refusal.path(), refusal.body()).is(done.status());
      assertThat(again.text()).isEqualTo(done.text());
      assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
      assertThat(kept(key)).isEqualTo(1);
    }
  }

  private static List<Refusal> refusals() {
    return List.of(sale(1), sale(3), draft(), layaway(), withdrawal(), movement());
  }

  private static Refusal sale(int units) {
    String product = shop.goods.product("5.00");
    String qty = Integer.toString(units);
    JsonObject body = Till.sale().line(product, qty, "5.00").cash(5 * units + ".00").body();
    return new Refusal(
        409,
        "insufficient_stock",
        "/sales/create-and-confirm/",
        body,
        () -> shop.goods.receive(product, qty));
  }

  private static Refusal draft() {
    String product = shop.goods.product("5.00");
    String id = shop.post("/sales/", Till.sale().line(product, "1", "5.00").cash("5.00").body());
    return new Refusal(
        409,
        "insufficient_stock",
        "/sales/" + id + "/confirm/",
        new JsonObject(),
        () -> shop.goods.receive(product, "1"));
  }

  private static Refusal layaway() {
    String product = shop.goods.product("5.00");
    JsonObject body =
        PutAside.of(PutAside.newPhone()).line(product, "1", "5.00").deposit("1.00").body();
    return new Refusal(
        409, "insufficient_stock", "/layaways/", body, () -> shop.goods.receive(product, "1"));
  }

  private static Refusal withdrawal() {
    JsonObject amount = new JsonObject().put("amount", "5.00");
    String investor =
        "/investors/"
            + shop.post("/investors/", new JsonObject().put("display_name", "Sin capital"));
    return new Refusal(
        400,
        "invalid_withdrawal",
        investor + "/withdraw/",
        amount,
        () -> shop.admin.post(investor + "/deposit/", amount).is(201));
  }

  private static Refusal movement() {
    String product = shop.goods.product("5.00");
    JsonObject body =
        new JsonObject()
            .put("product", product)
            .put("movement_type", "OUTBOUND")
            .put("quantity_delta", "-1.00")
            .put("reference_type", "retry")
            .put("reference_id", UUID.randomUUID().toString());
    return new Refusal(
        409,
        "insufficient_stock",
        "/inventory/movements/",
        body,
        () -> shop.goods.receive(product, "1"));
  }

  private static long kept(String key) throws SQLException {
    try (Connection database = application.connect();
        var query =
            database.prepareStatement("SELECT count(*) FROM idempotency_key WHERE key = ?")) {
      query.setString(1, key);
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
