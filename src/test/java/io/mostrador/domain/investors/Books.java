package io.mostrador.domain.investors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.TestApplication;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Investors for tests, and a look into what is written about them. */
final class Books {

  private final TestApplication application;

  Books(TestApplication application) {
    this.application = application;
  }

  /** A new investor with so much capital; its id. */
  String investor(String capital) {
    return investor("Inversionista " + UUID.randomUUID(), capital);
  }

  @CanIgnoreReturnValue
  String investor(String name, String capital) {
    JsonObject body = new JsonObject().put("display_name", name).put("initial_capital", capital);
    return application.admin().post("/investors/", body).is(201).id();
  }

  /** Capital, inventory, profit, as the API shows them. */
  List<String> balances(String investor) {
    JsonObject shown =
        application
            .admin()
            .get("/investors/" + investor + "/")
            .is(200)
            .json()
            .getJsonObject("balances");
    return List.of(
        shown.getString("capital"), shown.getString("inventory"), shown.getString("profit"));
  }

  /** Asserts that what is shown is what the entries add up to. */
  void areBalanced(String investor) {
    List<String> sums =
        query(
            """
            SELECT coalesce(sum(capital_delta), 0.00) || ' ' || coalesce(sum(inventory_delta), 0.00)
              || ' ' || coalesce(sum(profit_delta), 0.00)
            FROM investor_ledger_entry
            WHERE investor_id = ?::uuid
            """,
            investor);
    assertThat(sums).containsExactly(String.join(" ", balances(investor)));
  }

  /** Type, deltas and kind of reference of each entry, as they were written. */
  List<String> entries(String investor) {
    return query(
        """
        SELECT concat_ws(' ', entry_type, capital_delta, inventory_delta, profit_delta,
          reference_type)
        FROM investor_ledger_entry
        WHERE investor_id = ?::uuid
        ORDER BY id
        """,
        investor);
  }

  /** What the audit holds about something, oldest first. */
  List<String> audited(String entityId) {
    return query("SELECT action FROM audit_log WHERE entity_id = ? ORDER BY id", entityId);
  }

  JsonObject lastAuditPayload(String entityId) {
    List<String> payloads =
        query("SELECT payload FROM audit_log WHERE entity_id = ? ORDER BY id", entityId);
    return new JsonObject(payloads.get(payloads.size() - 1));
  }

  int userId(String username) {
    return Integer.parseInt(query("SELECT id FROM app_user WHERE username = ?", username).get(0));
  }

  /** The first column of all rows. */
  List<String> query(String statement, String... parameters) {
    try (Connection connection = application.connect();
        PreparedStatement run = connection.prepareStatement(statement)) {
      for (int i = 0; i < parameters.length; i++) {
        run.setString(i + 1, parameters[i]);
      }
      List<String> values = new ArrayList<>();
      try (ResultSet rows = run.executeQuery()) {
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
      return values;
    } catch (SQLException broken) {
      throw new IllegalStateException(statement, broken);
    }
  }

  static JsonObject amount(String amount) {
    return new JsonObject().put("amount", amount);
  }

  static JsonObject line(String product, String qty, String unitCost) {
    return new JsonObject()
        .put("product", product)
        .put("qty", qty)
        .put("unit_cost_gross", unitCost);
  }

  static JsonObject purchase(JsonObject... lines) {
    return new JsonObject()
        .put("tax_rate_pct", "16.00")
        .put("lines", new JsonArray(List.of(lines)));
  }
}
