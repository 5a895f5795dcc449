package io.mostrador.bench;

import io.mostrador.TestApplication;
import io.mostrador.bulk.BulkOrder;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.OwnedRows;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A shop of years, with rows in every table that an operation lists. */
final class BaselineShop {

  private static final int PROGRAMS = 20;
  private static final int BIG_ROWS = 10_000;
  private static final int SEALED_AT_ONCE = 10_000;
  private static final String UNSEALED = "SELECT count(*) FROM audit_log WHERE sequence IS NULL";
  private static final String BIG =
      "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples >= " + BIG_ROWS;

  private final TestApplication application;

  BaselineShop(TestApplication application) {
    this.application = application;
  }

  void fill(BulkOrder order) throws SQLException, IOException {
    if (!application.fillHistory(order)) {
      throw new IllegalStateException("the shop was not empty");
    }
    say("sold");
    investor();
    programs();
    OwnedRows rows = new OwnedRows(application);
    String unused = rows.pathTo("/loyalty/redemptions/{id}/", application.admin());
    try (Connection connection = application.connect();
        var run = connection.createStatement()) {
      for (String statement : resource("baseline.sql").split(";\n")) {
        run.execute(statement);
      }
      say("filled");
      while (number(connection, UNSEALED) > 0) {
        run.execute("SELECT seal_audit(" + SEALED_AT_ONCE + ")");
      }
      say("sealed");
      run.execute("VACUUM (ANALYZE)");
    }
    while (behind()) {
      application.rollUps().addUp().blockingAwait();
    }
    say("added up");
  }

  static void say(String what) {
    System.out.printf("%tT %s%n", System.currentTimeMillis(), what);
  }

  static String resource(String name) throws IOException {
    try (InputStream file = BaselineShop.class.getResourceAsStream("/bench/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Days or months that are over and not added up. */
  private boolean behind() throws SQLException {
    String query =
        """
        SELECT count(DISTINCT date_trunc('month', day)) - (SELECT count(*) FROM report_month)
          + (SELECT coalesce(current_date - 2 - next_day, 9) FROM report_watermark)
        FROM report_day
        WHERE day < date_trunc('month', now() - interval '1 day')
        """;
    try (Connection connection = application.connect()) {
      return number(connection, query) > 0;
    }
  }

  private void investor() {
    ApiClient admin = application.admin();
    int user = admin.get("/users/?q=" + TestApplication.INVESTOR).results().get(0).getInteger("id");
    JsonObject investor =
        new JsonObject()
            .put("display_name", "Perfil")
            .put("initial_capital", "777.00")
            .put("user", user);
    admin.post("/investors/", investor).is(201);
  }

  private void programs() {
    ApiClient admin = application.admin();
    for (int number = 1; number <= PROGRAMS; number++) {
      JsonObject often =
          new JsonObject()
              .put("metric", "PURCHASE_COUNT")
              .put("window_days", 30 * number)
              .put("operator", "gte")
              .put("value", "1000");
      JsonObject program =
          new JsonObject()
              .put("code", "P" + number)
              .put("name", "Programa " + number)
              .put("rule", new JsonObject().put("all", new JsonArray().add(often)))
              .put("benefit", new JsonObject().put("type", "AMOUNT").put("value", "10.00"))
              .put("funded_by", "STORE");
      String id = admin.post("/loyalty/programs/", program).is(201).id();
      admin.post("/loyalty/programs/" + id + "/activate/").is(200);
    }
  }

  /** What the cases' paths have in braces. */
  Map<String, String> names() throws SQLException, IOException {
    Map<String, String> names = new LinkedHashMap<>();
    try (Connection connection = application.connect();
        var run = connection.createStatement()) {
      for (String line : resource("names.txt").strip().split("\n")) {
        String[] name = line.split(" = ", 2);
        try (ResultSet row = run.executeQuery(name[1])) {
          if (!row.next()) {
            throw new IllegalStateException("no " + name[0]);
          }
          names.put(name[0], row.getString(1));
        }
      }
    }
    return names;
  }

  /** Tables that nobody should read whole. */
  Set<String> bigTables() throws SQLException {
    return Set.copyOf(application.texts(BIG));
  }

  /** Bytes of the write-ahead log so far. */
  static long logged(TestApplication application) throws SQLException {
    try (Connection connection = application.connect()) {
      return number(connection, "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint");
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (var run = connection.createStatement();
        ResultSet row = run.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
