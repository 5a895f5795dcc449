package io.mostrador.bulk;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.postgres.Migrations;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Adds years of trade to a shop in one transaction: all of it or, when it is stopped, nothing.
 *
 * <p>It writes what confirmed sales leave behind, so {@code reconcile} finds nothing to say; there
 * are no audit records, since nobody did any of it.
 */
public final class BulkShop {

  private static final int MOST_PRODUCTS_BEFORE = 1_000;
  private static final int SALES_PER_CUSTOMER = 50;
  private static final BigDecimal EXPENSES_OF_MONTH = new BigDecimal("60000.00");

  private final Connection connection;
  private final BulkOrder order;
  private final BusinessTime time;
  private final SplittableRandom random;
  private final LocalDate firstDay;

  private BulkShop(Connection connection, BulkOrder order, BusinessTime time) {
    this.connection = connection;
    this.order = order;
    this.time = time;
    this.random = new SplittableRandom(order.seed());
    this.firstDay = time.today().minusDays(order.days());
  }

  /**
   * Blocks; false when the shop has a catalogue already, and then nothing is changed.
   *
   * @param done told how many products and sales more were written
   */
  public static boolean fill(
      PgConnectOptions server, BulkOrder order, BusinessTime time, LongConsumer done)
      throws SQLException, IOException {
    try (Connection connection = Migrations.connect(server)) {
      connection.setAutoCommit(false);
      boolean filled = new BulkShop(connection, order, time).fill(done);
      connection.commit();
      if (filled) {
        connection.setAutoCommit(true);
        run(connection, "VACUUM (ANALYZE)");
      }
      return filled;
    }
  }

  private boolean fill(LongConsumer done) throws SQLException, IOException {
    if (count("SELECT count(*) FROM product") > MOST_PRODUCTS_BEFORE) {
      return false;
    }
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    Instant start = time.startOf(firstDay).toInstant();
    BulkGoods goods = new BulkGoods(order.products(), order.seed(), random);
    goods.list(connection, copy, start, done);
    Till till = new Till(random, goods, plans(), customers(copy, start), cashiers());
    switchTriggers("DISABLE");
    BulkSales sales = new BulkSales(copy, random, time, till, EXPENSES_OF_MONTH);
    sales.sell(order.sales(), firstDay, order.days(), done);
    goods.receive(copy, start);
    switchTriggers("ENABLE");
    addUp();
    keepPurchases();
    keepMonths(sales.months());
    return true;
  }

  private List<Till.Plan> plans() throws SQLException {
    String query =
        """
        SELECT id, code, label, installments_months, commission_rate, card_instrument
        FROM card_commission_plan
        WHERE is_active
        ORDER BY sort_order, id
        """;
    return all(
        query,
        row ->
            new Till.Plan(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getBigDecimal(5),
                row.getString(6)));
  }

  private List<Integer> cashiers() throws SQLException {
    return all(
        "SELECT id FROM app_user WHERE role IN ('ADMIN', 'CASHIER') ORDER BY id",
        row -> row.getInt(1));
  }

  private List<UUID> customers(CopyManager copy, Instant start) throws SQLException, IOException {
    CopyTable table =
        new CopyTable(
            copy, "customer", "id, phone, phone_normalized, name, created_at, updated_at");
    BulkIds ids = new BulkIds(random);
    List<UUID> customers = new ArrayList<>();
    int count = (order.sales() + SALES_PER_CUSTOMER - 1) / SALES_PER_CUSTOMER;
    for (int each = 0; each < count; each++) {
      UUID id = ids.at(start);
      String phone = "55%08d".formatted(each);
      table.row(id, phone, phone, "Cliente " + each, start, start);
      customers.add(id);
    }
    table.flush();
    return customers;
  }

  /** Those that would do row by row what {@link #addUp} does once. */
  private void switchTriggers(String how) throws SQLException {
    run(connection, "ALTER TABLE inventory_movement " + how + " TRIGGER inventory_movement_stock");
    run(connection, "ALTER TABLE sale " + how + " TRIGGER sale_confirmed_late");
  }

  private void addUp() throws SQLException {
    run(connection, "UPDATE report_watermark SET next_day = NULL");
    run(
        connection,
        """
        INSERT INTO product_stock AS kept (product_id, on_hand)
        SELECT product_id, sum(quantity_delta)
        FROM inventory_movement
        GROUP BY product_id
        ON CONFLICT (product_id) DO UPDATE SET on_hand = excluded.on_hand
        """);
  }

  /** What loyalty programmes look at. */
  private void keepPurchases() throws SQLException {
    String keep =
        """
        INSERT INTO purchase_fact (sale_id, customer_id, day, confirmed_at, total, voided_at)
        SELECT id, customer_id, (confirmed_at AT TIME ZONE ?)::date, confirmed_at, total, voided_at
        FROM sale
        WHERE customer_id IS NOT NULL AND confirmed_at IS NOT NULL
        ON CONFLICT (sale_id) DO NOTHING
        """;
    try (PreparedStatement statement = connection.prepareStatement(keep)) {
      statement.setString(1, time.zone().getId());
      statement.execute();
    }
  }

  private void keepMonths(Map<YearMonth, BulkSales.Month> months) throws SQLException {
    String keep =
        """
        WITH kept AS (
          INSERT INTO sales_month AS totals (month, lane, sales_count, sales_total)
          VALUES (?, 0, ?, ?)
          ON CONFLICT (month, lane) DO UPDATE
          SET sales_count = totals.sales_count + excluded.sales_count,
            sales_total = totals.sales_total + excluded.sales_total
          RETURNING month
        )
        INSERT INTO expense
          (category, amount, expense_date, expense_type, status, month_bucket, paid_at,
           created_at, updated_at)
        SELECT 'RENTA', ?, month, 'VARIABLE', 'PAID', month, month, month, month
        FROM kept
        """;
    try (PreparedStatement statement = connection.prepareStatement(keep)) {
      for (Map.Entry<YearMonth, BulkSales.Month> month : months.entrySet()) {
        statement.setObject(1, month.getKey().atDay(1));
        statement.setLong(2, month.getValue().count());
        statement.setBigDecimal(3, month.getValue().total());
        statement.setBigDecimal(4, EXPENSES_OF_MONTH);
        statement.addBatch();
      }
      int[] written = statement.executeBatch();
      assert written.length == months.size();
    }
  }

  /** One row read from a result. */
  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> all(String query, RowReader<T> reader) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        rows.add(reader.read(result));
      }
    }
    return rows;
  }

  private long count(String query) throws SQLException {
    return all(query, row -> row.getLong(1)).get(0);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean hasRows = statement.execute(sql);
      assert !hasRows;
    }
  }
}
