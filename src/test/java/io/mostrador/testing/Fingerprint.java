package io.mostrador.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a database holds, in short: two that are equal say that nothing was changed between. */
public final class Fingerprint {

  private static final String TABLES =
      """
      SELECT table_name
      FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
        AND table_name <> 'audit_head'
      ORDER BY table_name
      """;

  private Fingerprint() {}

  /** Table to number of rows and hash of them; without the seals of the audit, which come later. */
  public static Map<String, String> of(Connection connection) throws SQLException {
    Map<String, String> prints = new TreeMap<>();
    for (String table : tables(connection)) {
      prints.put(table, print(connection, table));
    }
    return prints;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows = connection.createStatement().executeQuery(TABLES)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static String print(Connection connection, String table) throws SQLException {
    String query =
        """
        SELECT count(*) || ' rows ' || coalesce(md5(string_agg(line, chr(10) ORDER BY line)), '')
        FROM (SELECT (to_jsonb(row) - 'sequence' - 'hash')::text AS line FROM %s AS row) AS lines
        """
            .formatted(table);
    try (ResultSet rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
