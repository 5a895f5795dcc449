package io.mostrador.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.domain.reports.Period;
import io.mostrador.domain.reports.ReportsBaseline;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The rows "reports" of the table: a year from days added up, and from the sales themselves. */
final class ReportsAtScale {

  private final TestApplication application;

  ReportsAtScale(TestApplication application) {
    this.application = application;
  }

  void measure(Map<BaselineCase, BaselineRow> measured) throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>(year());
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

  /** Both ways give the same figures. */
  private List<Row> year() throws InterruptedException {
    LocalDate today = LocalDate.now(application.zone());
    Period year = new Period(today.minusDays(365), today.minusDays(1));
    try (ReportsBaseline baseline = application.reportsBaseline()) {
      assertThat(baseline.sums(year, true)).isEqualTo(baseline.sums(year, false));
      assertThat(baseline.best(year, true)).isEqualTo(baseline.best(year, false));
      Map<String, Double> millis =
          new Rounds()
              .with("sums", () -> millis(() -> baseline.sums(year, true)))
              .with("sums of sales", () -> millis(() -> baseline.sums(year, false)))
              .with("best", () -> millis(() -> baseline.best(year, true)))
              .with("best of sales", () -> millis(() -> baseline.best(year, false)))
              .medians();
      return List.of(
          row("a year's sums (sales, payments, owners, days, cashiers)", "sums", millis),
          row("a year's ten best products of 100,000", "best", millis));
    }
  }

  private static Row row(String what, String name, Map<String, Double> millis) {
    return Row.atMost(
        what,
        "the same statements on the sales themselves",
        0.05,
        0.02,
        millis.get(name),
        millis.get(name + " of sales"),
        "ms");
  }

  private static double millis(Supplier<JsonObject> call) {
    long begin = System.nanoTime();
    JsonObject unused = call.get();
    return (System.nanoTime() - begin) / 1e6;
  }
}
