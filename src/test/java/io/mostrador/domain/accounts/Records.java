package io.mostrador.domain.accounts;

import io.mostrador.TestApplication;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the audit says of something, oldest first. */
final class Records {

  private Records() {}

  static List<JsonObject> payloads(
      TestApplication application, String action, String entityType, Object entityId)
      throws SQLException {
    return read(application, action, entityType, entityId, "payload").stream()
        .map(JsonObject::new)
        .toList();
  }

  /** Null where nobody in particular did it. */
  static List<String> actors(
      TestApplication application, String action, String entityType, Object entityId)
      throws SQLException {
    return read(application, action, entityType, entityId, "actor_id");
  }

  private static List<String> read(
      TestApplication application, String action, String entityType, Object id, String column)
      throws SQLException {
    String statement =
        """
        SELECT actor_id, payload
        FROM audit_log
        WHERE action = ? AND entity_type = ? AND entity_id = ?
        ORDER BY id
        """;
    try (Connection connection = application.connect();
        PreparedStatement select = connection.prepareStatement(statement)) {
      select.setString(1, action);
      select.setString(2, entityType);
      select.setString(3, id.toString());
      try (ResultSet rows = select.executeQuery()) {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
          values.add(rows.getString(column));
        }
        return values;
      }
    }
  }
}
