package io.mostrador;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.platform.http.Contract;
import io.mostrador.platform.http.Operation;
import io.mostrador.testing.AccessCell;
import io.mostrador.testing.AccessCell.Target;
import io.mostrador.testing.AccessTable;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Caller;
import io.mostrador.testing.Fingerprint;
import io.mostrador.testing.OwnedRows;
import io.mostrador.testing.RequestFile;
import io.mostrador.testing.RequestRun;
import io.mostrador.testing.Together;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every operation is called by everybody, on what is theirs, what is not, and what is not there.
 */
class AccessMatrixIT {

  private static final int LANES = 6;
  private static final String NO_ROW = "00000000-0000-4000-8000-000000000000";
  private static final String NO_USER = "2000000000";

  /** What the right caller sent in the collection of requests. */
  private static final Map<String, String> bodies = new HashMap<>();

  private static TestApplication application;
  private static List<Operation> operations;
  private static Map<Caller, ApiClient> clients;
  private static OwnedRows rows;
  private static String profile;

  @BeforeAll
  static void start() {
    application = TestApplication.withUsers(Map.of());
    assertThat(application.fillDemo()).isTrue();
    RequestRun.of(RequestFile.read(), application.base()).stream()
        .filter(sent -> sent.body() != null)
        .forEach(sent -> bodies.putIfAbsent(sent.written().operationId(), sent.body()));
    operations = contract();
    clients = Caller.clients(application);
    rows = new OwnedRows(application);
    profile = profileOf(TestApplication.INVESTOR);
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  private static List<Operation> contract() {
    Vertx vertx = Vertx.vertx();
    try {
      return Contract.load(vertx).blockingGet().operations();
    } finally {
      vertx.rxClose().blockingAwait();
    }
  }

  private static String profileOf(String username) {
    JsonObject user = application.admin().get("/users/?q=" + username).is(200).results().get(0);
    JsonObject investor =
        new JsonObject()
            .put("display_name", "Perfil de " + username)
            .put("initial_capital", "777.00")
            .put("user", user.getInteger("id"));
    return application.admin().post("/investors/", investor).is(201).id();
  }

  @Test
  void the_table_knows_every_operation_and_no_other() {
    List<String> known = AccessTable.operationIds();
    assertThat(known).doesNotHaveDuplicates();
    assertThat(operations)
        .extracting(Operation::id)
        .filteredOn(id -> !known.contains(id))
        .as("operations that testing.AccessTable lacks: say there who may call them")
        .isEmpty();
    assertThat(operations).extracting(Operation::id).containsAll(known);
  }

  @Test
  void the_contract_guards_every_operation_as_the_table_says() {
    assertThat(operations)
        .allSatisfy(
            operation ->
                assertThat(operation.model().getString("x-capability", ""))
                    .as(operation.id())
                    .isEqualTo(
                        AccessTable.of(operation.id())
                            .map(AccessTable.Row::capability)
                            .orElse("of nobody")));
  }

  @Test
  void everybody_gets_what_the_table_says_and_what_is_refused_changes_nothing()
      throws SQLException {
    List<AccessCell> cells = operations.stream().flatMap(AccessCell::of).toList();
    System.out.printf("access matrix: %d cells%n", cells.size());
    long withId = operations.stream().filter(AccessCell::hasId).count();
    assertThat(cells)
        .hasSizeGreaterThanOrEqualTo((operations.size() + (int) withId) * Caller.values().length);

    List<AccessCell> closed = cells.stream().filter(cell -> cell.refusal().isPresent()).toList();
    Map<AccessCell, String> paths = sharedPaths(closed);
    Map<String, String> before = fingerprint();
    assertThat(faults(closed, cell -> notRefused(cell, call(cell, paths.get(cell))))).isEmpty();
    assertThat(fingerprint()).as("what refused requests have left").isEqualTo(before);

    List<AccessCell> open = cells.stream().filter(cell -> cell.refusal().isEmpty()).toList();
    assertThat(faults(open, cell -> notLetThrough(cell, call(cell, path(cell))))).isEmpty();
  }

  @Test
  void somebody_elses_row_looks_like_one_that_is_not_there() {
    List<AccessCell> hidden =
        operations.stream()
            .flatMap(AccessCell::of)
            .filter(cell -> cell.target() == Target.SOMEBODY_ELSES)
            .filter(cell -> cell.refusal().filter(refusal -> refusal.status() == 404).isPresent())
            .toList();
    assertThat(hidden).hasSizeGreaterThanOrEqualTo(3);
    for (AccessCell cell : hidden) {
      AccessCell missing = new AccessCell(cell.operation(), cell.caller(), Target.MISSING);
      Answer ofOther = call(cell, path(cell));
      Answer ofNone = call(missing, path(missing));
      assertThat(ofOther.text()).as(cell.toString()).isEqualTo(ofNone.text());
      assertThat(ofOther.status()).as(cell.toString()).isEqualTo(ofNone.status());
      assertThat(headers(ofOther)).as(cell.toString()).isEqualTo(headers(ofNone));
    }
  }

  @Test
  void lists_show_only_the_receipts_of_the_caller() {
    String ofAdmin = made("/purchase-receipts/{id}/", Caller.ADMIN);
    String ofCashier = made("/purchase-receipts/{id}/", Caller.CASHIER);
    assertThat(receiptsOf(Caller.ADMIN)).contains(ofAdmin).doesNotContain(ofCashier);
    assertThat(receiptsOf(Caller.CASHIER)).contains(ofCashier).doesNotContain(ofAdmin);
    assertThat(receiptsOf(Caller.CASHIER_WHO_WAS_ADMIN)).doesNotContain(ofAdmin, ofCashier);
  }

  private static String made(String template, Caller owner) {
    return rows.pathTo(template, clients.get(owner)).split("/")[2];
  }

  private static List<String> receiptsOf(Caller caller) {
    return clients.get(caller).get("/purchase-receipts/?page_size=100").is(200).results().stream()
        .map(row -> row.getString("id"))
        .toList();
  }

  @Test
  void an_investor_sees_the_own_profile_ledger_and_goods_whatever_is_asked() {
    ApiClient admin = application.admin();
    String other = admin.get("/investors/?q=Grupo").is(200).results().get(0).getString("id");
    assertThat(admin.get("/investors/" + other + "/ledger/").is(200).results()).isNotEmpty();
    assertThat(admin.get("/investors/assignments/?investor=" + other).results()).isNotEmpty();
    ApiClient investor = application.investor();
    assertThat(investor.get("/investors/me/").is(200).id()).isEqualTo(profile);
    for (String query : List.of("", "?investor=" + other, "?id=" + other)) {
      assertThat(investor.get("/investors/me/" + query).is(200).id()).isEqualTo(profile);
      assertThat(investor.get("/investors/me/ledger/" + query).is(200).results())
          .isEqualTo(admin.get("/investors/" + profile + "/ledger/").is(200).results())
          .hasSize(1);
      assertThat(investor.get("/investors/me/assignments/" + query).is(200).results()).isEmpty();
    }
  }

  /** Of rows that are made once, since nothing may happen to them. */
  private static Map<AccessCell, String> sharedPaths(List<AccessCell> cells) {
    Map<String, String> made = new HashMap<>();
    Map<AccessCell, String> paths = new HashMap<>();
    for (AccessCell cell : cells) {
      String row = cell.operation().path() + cell.owner() + (cell.target() == Target.MISSING);
      paths.put(cell, made.computeIfAbsent(row, key -> path(cell)));
    }
    return paths;
  }

  /** To a new row, where the path leads to one. */
  private static String path(AccessCell cell) {
    String template = cell.operation().path();
    return switch (cell.target()) {
      case NONE -> template;
      case MISSING ->
          template.replace("/users/{id}", "/users/" + NO_USER).replaceAll("\\{[^}]+}", NO_ROW);
      case SHARED, OWN, SOMEBODY_ELSES -> rows.pathTo(template, clients.get(cell.owner()));
    };
  }

  /** With a body that was good for the right caller; public operations get one without sense. */
  private static Answer call(AccessCell cell, String path) {
    Operation operation = cell.operation();
    String body = operation.isPublic() ? "{}" : bodies.get(operation.id());
    boolean isBodiless = operation.method().equals("GET") || operation.method().equals("DELETE");
    return clients.get(cell.caller()).send(operation.method(), path, isBodiless ? null : body);
  }

  private static Map<String, String> fingerprint() throws SQLException {
    try (Connection connection = application.connect()) {
      return Fingerprint.of(connection);
    }
  }

  private static Stream<String> notRefused(AccessCell cell, Answer answer) {
    AccessCell.Refusal expected = cell.refusal().orElseThrow();
    boolean isRefused =
        answer.status() == expected.status()
            && expected.code().equals(answer.json().getString("code"));
    return isRefused ? Stream.empty() : Stream.of(cell + ": " + expected + " but " + said(answer));
  }

  /** The gate is open; what is behind it may still find fault with the input. */
  private static Stream<String> notLetThrough(AccessCell cell, Answer answer) {
    boolean isThrough =
        answer.status() < 500
            && answer.status() != 401
            && answer.status() != 403
            && answer.status() != 404;
    return isThrough ? Stream.empty() : Stream.of(cell + ": not let through: " + said(answer));
  }

  private static String said(Answer answer) {
    return answer.status() + " " + answer.text();
  }

  private static List<String> faults(
      List<AccessCell> cells, Function<AccessCell, Stream<String>> fault) {
    return Together.times(
            LANES,
            lane -> {
              List<String> found = new ArrayList<>();
              for (int cell = lane; cell < cells.size(); cell += LANES) {
                fault.apply(cells.get(cell)).forEach(found::add);
              }
              return found;
            })
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static Map<String, List<String>> headers(Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(answer.headers().map());
    headers.remove("X-Request-Id");
    headers.remove("Date");
    return headers;
  }
}
