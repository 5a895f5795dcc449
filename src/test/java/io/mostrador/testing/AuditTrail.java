package io.mostrador.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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

  private static final String UNSEALED = "SELECT count(*) FROM audit_log WHERE sequence IS NULL";

  /** Worked out once more from the records, apart from what sealed them. */
  private static final String BROKEN_LINKS =
      """
      SELECT coalesce(sequence, 0)::text
      FROM (
        SELECT sequence, hash, row_number() OVER (ORDER BY sequence) AS place,
          sha256(coalesce(lag(hash) OVER (ORDER BY sequence), '\\x')
            || convert_to(sequence || '|' || audit_text(a), 'UTF8')) AS expected
        FROM audit_log a
      ) link
      WHERE sequence IS DISTINCT FROM place OR hash IS DISTINCT FROM expected
      UNION ALL
      SELECT 'head'
      FROM audit_head h
      WHERE (h.sequence, h.hash) <> (
        SELECT a.sequence, a.hash FROM audit_log a ORDER BY a.sequence DESC LIMIT 1)
      """;

  private static final int SEALED_WITHIN_SECONDS = 20;

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

  /**
   * The links of the chain that do not hold, once all records are sealed; none when it is intact.
   */
  public static List<String> brokenLinks(Connection database)
      throws SQLException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SEALED_WITHIN_SECONDS);
    while (!texts(database, UNSEALED).equals(List.of("0"))) {
      if (System.nanoTime() > end) {
        return List.of("not sealed within " + SEALED_WITHIN_SECONDS + " s");
      }
      Thread.sleep(20);
    }
    return texts(database, BROKEN_LINKS);
  }

  private static List<String> texts(Connection database, String statement) throws SQLException {
    try (var query = database.createStatement();
        var rows = query.executeQuery(statement)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }
}
