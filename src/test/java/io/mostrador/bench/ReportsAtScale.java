package io.mostrador.bench;

import io.mostrador.TestApplication;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The rows "reports" of the table: a year from days added up, and from the sales themselves. */
final class ReportsAtScale {

  private static final String ALL_STALE =
      """
      INSERT INTO report_stale (confirmed_at)
      SELECT day + interval '18 hours' FROM report_day
      """;

  private final TestApplication application;
  private final FixedRate rate;

  ReportsAtScale(TestApplication application, FixedRate rate) {
    this.application = application;
    this.rate = rate;
  }

  void measure(List<BaselineCase> cases, Map<BaselineCase, BaselineRow> measured)
      throws SQLException, IOException, InterruptedException {
    BaselineCase year = find(cases, "reportSales", "year");
    List<Row> rows = new ArrayList<>();
    double added = measured.get(year).times().percentile(50);
    double read = fromSales(year);
    rows.add(
        Row.atMost(
            "year's sales report, p50", "the sales themselves", 0.05, 0.025, added, read, "ms"));
    for (BaselineRow row : measured.values()) {
      if (isReport(row.of())) {
        rows.add(
            Row.atMost(
                row.of().operation() + ", " + row.of().name() + ", p95",
                row.of().goalMillis() + " ms",
                1,
                0.5,
                row.times().percentile(95),
                row.of().goalMillis(),
                "ms"));
      }
    }
    Figures.write("reports", rows);
  }

  private static boolean isReport(BaselineCase of) {
    return of.operation().startsWith("report")
        || of.operation().equals("listCardPayments")
        || of.operation().equals("showMetrics");
  }

  /** As if every day had changed; none is added up again while the watermark is locked. */
  private double fromSales(BaselineCase year) throws SQLException, InterruptedException {
    try (Connection lock = application.connect();
        var hold = lock.createStatement();
        Connection connection = application.connect();
        var run = connection.createStatement()) {
      lock.setAutoCommit(false);
      hold.execute("SELECT * FROM report_watermark FOR UPDATE");
      run.execute(ALL_STALE);
      FixedRate.Times warm = rate.send(year.shot(application.base()), 200, 0.3, 2);
      BaselineShop.say("a year from the sales: " + warm.sorted());
      double read = rate.send(year.shot(application.base()), 200, 0.3, 5).percentile(50);
      run.execute("DELETE FROM report_stale");
      lock.commit();
      return read;
    }
  }

  private static BaselineCase find(List<BaselineCase> cases, String operation, String name) {
    Predicate<BaselineCase> isIt =
        each -> each.operation().equals(operation) && each.name().equals(name);
    return cases.stream().filter(isIt).findFirst().orElseThrow();
  }
}
