package io.mostrador.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.domain.reports.Reconciliation;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.postgres.Connections;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.ServerAddress;
import io.mostrador.testing.Patience;
import io.mostrador.testing.TestServices;
import io.vertx.rxjava3.core.Vertx;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the database itself says, against which answers are held. */
final class Books {

  private static final String SALES =
      """
      SELECT s.total, s.id::text, s.status
      FROM sale s
      WHERE EXISTS (
        SELECT 1 FROM sale_line l WHERE l.sale_id = s.id AND l.product_id = ANY (?::uuid[])
      )
      """;

  private static final String STOCK =
      """
      SELECT sum(on_hand) FROM product_stock WHERE product_id = ANY (?::uuid[])
      """;

  private static final String RECORDS_ASTRAY =
      """
      SELECT coalesce(s.id::text, a.entity_id) AS id, count(a.id) AS records
      FROM sale s
      FULL JOIN (SELECT * FROM audit_log WHERE action = 'sale.confirm') a
        ON a.entity_id = s.id::text
      GROUP BY 1
      HAVING count(a.id) <> 1 OR count(s.id) <> 1
      """;

  private static final String UNSEALED =
      """
      SELECT count(*) FROM audit_log WHERE sequence IS NULL
      """;

  private static final String BROKEN_LINKS =
      """
      SELECT count(*)
      FROM (
        SELECT sequence, hash, audit_text(a) AS text,
          lag(hash, 1, ''::bytea) OVER (ORDER BY sequence) AS previous,
          row_number() OVER (ORDER BY sequence) AS position
        FROM audit_log a
        WHERE sequence IS NOT NULL
      ) link
      WHERE position <> sequence
        OR hash <> sha256(previous || convert_to(sequence || '|' || text, 'UTF8'))
      """;

  private final URI database;

  Books(URI database) {
    this.database = database;
  }

  /** The ids of the confirmed sales of these products, by their price. */
  Map<BigDecimal, List<String>> sales(List<String> products) {
    Map<BigDecimal, List<String>> sales = new TreeMap<>();
    query(
        SALES,
        products,
        row -> {
          assertThat(row.getString("status")).isEqualTo("CONFIRMED");
          sales
              .computeIfAbsent(row.getBigDecimal("total"), price -> new ArrayList<>())
              .add(row.getString("id"));
        });
    return sales;
  }

  BigDecimal stock(List<String> products) {
    List<BigDecimal> sum = new ArrayList<>();
    query(STOCK, products, row -> sum.add(row.getBigDecimal(1)));
    return sum.get(0);
  }

  /** Every kept sum, one audit record for each sale, and the chain of all records. */
  void areRight() {
    assertThat(differences()).isEmpty();
    List<String> astray = new ArrayList<>();
    query(RECORDS_ASTRAY, null, row -> astray.add(row.getString("id") + ": " + row.getInt(2)));
    assertThat(astray).as("sales without exactly one audit record").isEmpty();
    Patience.until(() -> number(UNSEALED) == 0);
    assertThat(number(UNSEALED)).as("audit records that nobody seals").isZero();
    assertThat(number(BROKEN_LINKS)).as("broken links of the audit chain").isZero();
  }

  private List<Reconciliation.Difference> differences() {
    Vertx vertx = Vertx.vertx();
    try {
      Connections connections = new Connections(vertx, ServerAddress.parse(database), 1, 1);
      BusinessTime time = new BusinessTime(Clock.system(ZoneId.of("America/Mexico_City")));
      return new Reconciliation(new Database(connections), time).differences().blockingGet();
    } finally {
      vertx.rxClose().blockingAwait();
    }
  }

  long number(String statement) {
    List<Long> numbers = new ArrayList<>();
    query(statement, null, row -> numbers.add(row.getLong(1)));
    return numbers.get(0);
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void query(String statement, List<String> ids, RowReader reader) {
    try (Connection connection = TestServices.connect(database);
        var query = connection.prepareStatement(statement)) {
      if (ids != null) {
        query.setArray(1, connection.createArrayOf("text", ids.toArray()));
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
