package io.mostrador.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many rows each table of facts has. */
record RowCounts(Map<String, Long> rows) {

  /**
   * Keys are counted apart; the month's totals have a row for each lane that happened to be used,
   * and a job adds up for reports whenever it has the time. Words of names are kept once, however
   * many names have them.
   */
  private static final String TABLES =
      """
      SELECT tablename
      FROM pg_tables
      WHERE schemaname = 'public' AND tablename NOT IN ('idempotency_key', 'sales_month', 'search_word')
        AND tablename NOT LIKE 'report%'
      ORDER BY tablename
      """;

  static RowCounts of(Connection database) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    for (String table : tables(database)) {
      rows.put(table, count(database, table));
    }
    return new RowCounts(rows);
  }

  static RowCounts none() {
    return new RowCounts(Map.of());
  }

  private static List<String> tables(Connection database) throws SQLException {
    try (var query = database.createStatement();
        var found = query.executeQuery(TABLES)) {
      List<String> names = new ArrayList<>();
      while (found.next()) {
        names.add(found.getString(1));
      }
      return names;
    }
  }

  static long count(Connection database, String table) throws SQLException {
    try (var query = database.createStatement();
        var found = query.executeQuery("SELECT count(*) FROM \"%s\"".formatted(table))) {
      found.next();
      return found.getLong(1);
    }
  }

  /** Only tables that have another number of rows than before. */
  RowCounts since(RowCounts before) {
    Map<String, Long> more = new TreeMap<>();
    rows.forEach(
        (table, count) -> {
          long added = count - before.rows.getOrDefault(table, 0L);
          if (added != 0) {
            more.put(table, added);
          }
        });
    return new RowCounts(more);
  }

  RowCounts plus(RowCounts other) {
    Map<String, Long> sum = new TreeMap<>(rows);
    other.rows.forEach((table, count) -> sum.merge(table, count, Long::sum));
    return new RowCounts(sum);
  }
}
