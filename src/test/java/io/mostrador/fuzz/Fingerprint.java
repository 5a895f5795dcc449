package io.mostrador.fuzz;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Number and content of the rows of every table, to see whether anything changed. */
record Fingerprint(Map<String, String> tables) {

  /** Everything but what jobs derive from it a little later: seals, and sums for reports. */
  private static final String STATEMENT =
      """
      SELECT string_agg(
        format(
          'SELECT %L, count(*), sum(hashtextextended((to_jsonb(r) - %L - %L)::text, 0)) FROM %I AS r',
          table_name, CASE WHEN table_name = 'audit_log' THEN 'sequence' ELSE '' END,
          CASE WHEN table_name = 'audit_log' THEN 'hash' ELSE '' END, table_name),
        ' UNION ALL ')
      FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
        AND table_name <> 'audit_head' AND table_name NOT LIKE 'report\\_%'
      """;

  static Fingerprint of(Connection connection) throws SQLException {
    Map<String, String> tables = new TreeMap<>();
    try (Statement run = connection.createStatement();
        ResultSet text = run.executeQuery(STATEMENT)) {
      text.next();
      String counts = text.getString(1);
      try (Statement count = connection.createStatement();
          ResultSet rows = count.executeQuery(counts)) {
        while (rows.next()) {
          tables.put(rows.getString(1), rows.getLong(2) + " rows, " + rows.getString(3));
        }
      }
    }
    return new Fingerprint(Map.copyOf(tables));
  }

  /** Tables that are not the same. */
  Set<String> changedBy(Fingerprint later) {
    Set<String> changed = new TreeSet<>();
    tables.forEach(
        (table, rows) -> {
          if (!rows.equals(later.tables().get(table))) {
            changed.add(table);
          }
        });
    return changed;
  }
}
