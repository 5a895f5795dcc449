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
  private static final int WARM_UP_SECONDS = 20;
  private static final int MOVEMENTS = 2_000_000;
  private static final Map<Setting, String> SETTINGS = Map.of(Setting.DATABASE_POOL_SIZE, "4");

  @Test
  void sales() throws InterruptedException, IOException {
    try (TestApplication application = TestApplication.withUsers(SETTINGS);
        Load load = new Load()) {
      Selling selling = warm(application, load);
      Map<String, Double> rates =
          new Rounds()
              .with("sale", () -> load.perSecond(selling.spread(), 201, SECONDS))
              .with("direct", () -> Direct.perSecond(selling.spreadDirectly(), SECONDS))
              .with("one product", () -> load.perSecond(selling.oneProduct(), 201, SECONDS))
              .with(
                  "one product directly",
                  () -> Direct.perSecond(selling.oneProductDirectly(), SECONDS))
              .with("beside reports", () -> besideReports(application, load, selling))
              .medians();
      double sale = rates.get("sale");
      OpenLoop.Latencies latencies = OpenLoop.at(0.7 * sale, 15, selling.spread(), 201);
      Figures.write(
          "sales",
          List.of(
              row("sale, 3 lines, 2 payments", 0.70, 0.90, sale, rates.get("direct")),
              row(
                  "all sales share one product",
                  0.70,
                  0.90,
                  rates.get("one product"),
                  rates.get("one product directly")),
              Row.atLeast(
                  "while one client runs reports",
                  "sales alone",
                  0.70,
                  0.85,
                  rates.get("beside reports"),
                  sale,
                  "/s"),
              latency("sale p50 at 70 %", latencies.p50(), latencies),
              latency("sale p95 at 70 %", latencies.p95(), latencies),
              latency("sale p99 at 70 %", latencies.p99(), latencies)));
    }
  }

  /** Two shops of the same age in turn: what they differ in is all that they differ in. */
  @Test
  void keys_and_audit() throws InterruptedException, IOException, SQLException {
    try (TestApplication audited = TestApplication.withUsers(SETTINGS);
        TestApplication unaudited = TestApplication.withUsers(SETTINGS);
        Load load = new Load()) {
      takeNoRecords(unaudited);
      Selling with = warm(audited, load);
      Selling without = warm(unaudited, load);
      Map<String, Double> rates =
          new Rounds()
              .with("keyed", () -> load.perSecond(with.keyed(), 201, SECONDS))
              .with("bare", () -> load.perSecond(without.spread(), 201, SECONDS))
              .medians();
      Figures.write(
          "sales-records",
          List.of(
              Row.atLeast(
                  "sale with `Idempotency-Key` and audit",
                  "with neither",
                  0.80,
                  0.90,
                  rates.get("keyed"),
                  rates.get("bare"),
                  "/s")));
    }
  }

  @Test
  void history() throws InterruptedException, IOException, SQLException {
    try (TestApplication old = TestApplication.withUsers(SETTINGS);
        TestApplication young = TestApplication.withUsers(SETTINGS);
        Load load = new Load()) {
      addHistory(old);
      Selling inOld = warm(old, load);
      Selling inYoung = warm(young, load);
      Map<String, Double> rates =
          new Rounds()
              .with("with history", () -> load.perSecond(inOld.spread(), 201, SECONDS))
              .with("without", () -> load.perSecond(inYoung.spread(), 201, SECONDS))
              .medians();
      Figures.write(
          "sales-history",
          List.of(
              Row.atLeast(
                  "sale with 2,000,000 movements of history",
                  "with none",
                  0.95,
                  1.00,
                  rates.get("with history"),
                  rates.get("without"),
                  "/s")));
    }
  }

  /** Until the compiler has seen enough; what comes before says nothing. */
  private static Selling warm(TestApplication application, Load load) throws InterruptedException {
    Selling selling = new Selling(application);
    double unused = load.perSecond(selling.spread(), 201, WARM_UP_SECONDS);
    return selling;
  }

  private static Row row(String what, double gate, double stretch, double rate, double ceiling) {
    return Row.atLeast(what, "same statements, no HTTP", gate, stretch, rate, ceiling, "/s");
  }

  private static Row latency(String what, double micros, OpenLoop.Latencies of) {
    String name = of.isValid() ? what : what + " (sent late)";
    return Row.atMost(name, "15 ms", 1, 0.67, micros / 1000, 15, "ms");
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
