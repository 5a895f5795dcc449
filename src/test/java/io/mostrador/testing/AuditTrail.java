package io.mostrador.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the audit holds of one thing. */
public final class AuditTrail {

  private static final String OF_ENTITY =
      """
      SELECT a.action, coalesce(u.username, '') AS username
      FROM audit_log a
      LEFT JOIN app_user u ON u.id = a.actor_id
      WHERE a.entity_id = ?
      ORDER BY a.id
      """;

  /** Who did what; nobody has an empty name. */
  public record Entry(String action, String username) {}

  private AuditTrail() {}

  /** Oldest first. */
  public static List<Entry> of(Connection database, String entityId) throws SQLException {
    try (var query = database.prepareStatement(OF_ENTITY)) {
      query.setString(1, entityId);
      List<Entry> entries = new ArrayList<>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          entries.add(new Entry(rows.getString("action"), rows.getString("username")));
        }
      }
      return entries;
    }
  }
}
