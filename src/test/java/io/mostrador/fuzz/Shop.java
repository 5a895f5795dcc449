package io.mostrador.fuzz;

import io.mostrador.TestApplication;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.Role;
import io.mostrador.platform.http.Contract;
import io.mostrador.platform.http.Operation;
import io.mostrador.platform.http.schema.SchemaCompiler;
import io.mostrador.testing.ApiClient;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What the requests are about: all operations, something of each kind, and who sends them. */
final class Shop {

  /** What is made in one round is what the next one needs. */
  private static final int ROUNDS = 3;

  private static final Duration SIGN_IN_EVERY = Duration.ofMinutes(10);
  private static final List<String> ORDER = List.of("GET", "PUT", "PATCH", "POST", "DELETE");

  private final TestApplication application;
  private final Ids ids;
  private final List<Requests> requests;
  private final Map<String, String> tokens = new HashMap<>();
  private Instant signedIn = Instant.EPOCH;

  Shop(TestApplication application, Random random) {
    this.application = application;
    Contract contract = contract();
    Set<String> lists =
        contract.operations().stream()
            .filter(operation -> operation.method().equals("GET"))
            .map(Operation::path)
            .filter(path -> !path.contains("{"))
            .collect(Collectors.toSet());
    this.ids = new Ids(application.admin(), lists, random);
    UnaryOperator<JsonObject> resolve =
        new SchemaCompiler(contract.document(), ZoneOffset.UTC)::resolve;
    Examples examples = new Examples(resolve, ids);
    this.requests =
        contract.operations().stream()
            .sorted(Comparator.comparing(operation -> ORDER.indexOf(operation.method())))
            .map(operation -> new Requests(operation, resolve, ids, examples))
            .toList();
    ids.keep("/users/");
  }

  private static Contract contract() {
    Vertx vertx = Vertx.vertx();
    try {
      return Contract.load(vertx).blockingGet();
    } finally {
      vertx.close().blockingAwait();
    }
  }

  /** Reads first, what takes things away last. */
  List<Requests> requests() {
    return requests;
  }

  /**
   * Sends valid requests, so that there is something to refuse; what the last ones answered, by
   * operation.
   */
  Map<String, Sender.Outcome> furnish(Sender sender) {
    Map<String, Sender.Outcome> outcomes = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Requests each : requests) {
        if (!each.operation().method().equals("DELETE")) {
          ids.forget();
          Call call = each.valid(authorization(each.operation())).call("nothing", false);
          sender.send(
              List.of(call),
              outcome -> outcomes.merge(each.operation().id(), outcome, Shop::better));
        }
      }
    }
    linkInvestor();
    return outcomes;
  }

  private static Sender.Outcome better(Sender.Outcome earlier, Sender.Outcome later) {
    return earlier.status() < 300 ? earlier : later;
  }

  private void linkInvestor() {
    ApiClient admin = application.admin();
    int investor = admin.get("/users/?q=inversion").is(200).results().get(0).getInteger("id");
    JsonObject profile =
        new JsonObject().put("display_name", "Inversionista").put("user", investor);
    admin.post("/investors/", profile).is(201);
  }

  /** So that it does not happen among requests that change nothing. */
  void signIn() {
    authorization(TestApplication.ADMIN);
    authorization(TestApplication.CASHIER);
    authorization(TestApplication.INVESTOR);
  }

  /** Of somebody who may. */
  String authorization(Operation operation) {
    boolean adminMay = operation.capability().map(new Actor(1, "", Role.ADMIN)::may).orElse(true);
    return authorization(adminMay ? TestApplication.ADMIN : TestApplication.INVESTOR);
  }

  /** Of this user. */
  String authorization(String username) {
    if (Instant.now().isAfter(signedIn.plus(SIGN_IN_EVERY))) {
      tokens.clear();
      signedIn = Instant.now();
    }
    return tokens.computeIfAbsent(
        username,
        name ->
            application.anonymous().logIn(name, TestApplication.PASSWORD).header("Authorization"));
  }

  /** To be called before each operation: what was there may be gone. */
  void lookAgain() {
    ids.forget();
  }
}
