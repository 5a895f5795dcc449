package io.mostrador.bench;

import io.mostrador.TestApplication;
import io.mostrador.platform.settings.Setting;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The rows "sale" of the table: beside the same statements without HTTP, and beside themselves. */
class SalesBench {

  private static final int SECONDS = 4;
  private static final int MOVEMENTS = 2_000_000;

  @Test
  void sales() throws InterruptedException, IOException, SQLException {
    try (TestApplication application =
            TestApplication.withUsers(Map.of(Setting.DATABASE_POOL_SIZE, "4"));
        TestApplication old = TestApplication.withUsers(Map.of(Setting.DATABASE_POOL_SIZE, "4"));
        TestApplication unaudited =
            TestApplication.withUsers(Map.of(Setting.DATABASE_POOL_SIZE, "4"));
        Load load = new Load();
        OpenLoop openLoop = new OpenLoop()) {
      addHistory(old);
      takeNoRecords(unaudited);
      Selling selling = new Selling(application);
      Selling sellingInOld = new Selling(old);
      Selling sellingUnaudited = new Selling(unaudited);
      Map<String, Double> rates =
          new Rounds()
              .with("sale", () -> load.perSecond(selling.spread(), 201, SECONDS))
              .with("direct", () -> Direct.perSecond(selling.spreadDirectly(), SECONDS))
              .with("bare", () -> load.perSecond(sellingUnaudited.spread(), 201, SECONDS))
              .with("keyed", () -> load.perSecond(selling.keyed(), 201, SECONDS))
              .with("one product", () -> load.perSecond(selling.oneProduct(), 201, SECONDS))
              .with(
                  "one product directly",
                  () -> Direct.perSecond(selling.oneProductDirectly(), SECONDS))
              .with("with history", () -> load.perSecond(sellingInOld.spread(), 201, SECONDS))
              .with("beside reports", () -> besideReports(application, load, selling))
              .medians();
      double sale = rates.get("sale");
      OpenLoop.Latencies latencies = openLoop.at(0.7 * sale, 15, selling.spread(), 201);
      Figures.write(
          "sales",
          List.of(
              Row.atLeast(
                  "sale, 3 lines, 2 payments",
                  "same statements, no HTTP",
                  0.70,
                  0.90,
                  sale,
                  rates.get("direct"),
                  "/s"),
              Row.atLeast(
                  "sale with `Idempotency-Key` and audit",
                  "with neither",
                  0.80,
                  0.90,
                  rates.get("keyed"),
                  rates.get("bare"),
                  "/s"),
              Row.atLeast(
                  "all sales share one product",
                  "same statements, no HTTP",
                  0.70,
                  0.90,
                  rates.get("one product"),
                  rates.get("one product directly"),
                  "/s"),
              Row.atLeast(
                  "with 2,000,000 movements of history",
                  "with none",
                  0.95,
                  1.00,
                  rates.get("with history"),
                  sale,
                  "/s"),
              Row.atLeast(
                  "while one client runs reports",
                  "sales alone",
                  0.70,
                  0.85,
                  rates.get("beside reports"),
                  sale,
                  "/s"),
              Row.atMost("sale p50 at 70 %", "15 ms", 1, 0.67, latencies.p50() / 1000, 15, "ms"),
              Row.atMost("sale p95 at 70 %", "15 ms", 1, 0.67, latencies.p95() / 1000, 15, "ms"),
              Row.atMost(
                  latencies.isValid() ? "sale p99 at 70 %" : "sale p99 at 70 % (sent late)",
                  "15 ms",
                  1,
                  0.67,
                  latencies.p99() / 1000,
                  15,
                  "ms")));
    }
  }

  private static double besideReports(TestApplication application, Load load, Selling selling)
      throws InterruptedException {
    AtomicBoolean isOver = new AtomicBoolean();
    Load.Shot report =
        Load.Shot.get(
            URI.create(application.base() + "/api/v1/reports/sales/"),
            Map.of("Authorization", application.admin().header("Authorization")));
    Thread reader =
        new Thread(
            () -> {
              try (Load one = new Load(1)) {
                while (!isOver.get()) {
                  double unused = one.perSecond(report, 200, 1);
                }
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            });
    reader.start();
    try {
      return load.perSecond(selling.spread(), 201, SECONDS);
    } finally {
      isOver.set(true);
      reader.join();
    }
  }

  /** The audit's statement is still sent, and finds nothing to do. */
  private static void takeNoRecords(TestApplication application) throws SQLException {
    try (Connection connection = application.connect();
        var run = connection.createStatement()) {
      run.execute("CREATE RULE audit_log_none AS ON INSERT TO audit_log DO INSTEAD NOTHING");
    }
  }

  /** Adjustments of a hundred products, half of them up and half of them down. */
  private static void addHistory(TestApplication application) throws SQLException {
    try (Connection connection = application.connect();
        var run = connection.createStatement()) {
      run.execute(
          """
          INSERT INTO product (sku, name, default_price, created_at, updated_at)
          SELECT 'HIST-' || n, 'Historia ' || n, 1, now(), now() FROM generate_series(1, 100) n
          """);
      run.execute("ALTER TABLE inventory_movement DISABLE TRIGGER inventory_movement_stock");
      run.execute(
          """
          INSERT INTO inventory_movement
            (product_id, movement_type, quantity_delta, reference_type, reference_id, created_at)
          SELECT p.id, 'ADJUSTMENT', CASE WHEN n %% 2 = 0 THEN 1 ELSE -1 END, 'history', n::text,
            now()
          FROM generate_series(1, %d) n
          JOIN product p ON p.sku = 'HIST-' || (n %% 100 + 1)
          """
              .formatted(MOVEMENTS));
      run.execute("ALTER TABLE inventory_movement ENABLE TRIGGER inventory_movement_stock");
      run.execute("VACUUM ANALYZE inventory_movement");
    }
  }
}
