package io.mostrador.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.mostrador.TestApplication;
import io.mostrador.bulk.BulkOrder;
import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.Answer;
import io.mostrador.testing.TestServices;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How long every read, the sale and the reports take on a shop of years, and how PostgreSQL runs
 * them: {@code docs/baseline.md} and {@code docs/plans}.
 */
class BaselineBench {

  private static final BulkOrder ORDER =
      new BulkOrder(
          Integer.getInteger("mostrador.bench.products", 100_000),
          Integer.getInteger("mostrador.bench.sales", 1_000_000),
          Integer.getInteger("mostrador.bench.days", 730),
          1);
  private static final int JOBS_SECONDS = 25;

  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @Test
  void baseline() throws InterruptedException, IOException, SQLException {
    BaselineReads.check();
    String redis = TestServices.get().redisUrl().toString();
    Cluster cluster = Cluster.own();
    BaselineShop.say("PostgreSQL runs, Redis is " + redis);
    try (PlanLog log = new PlanLog(cluster);
        TestApplication application =
            TestApplication.withUsers(Map.of(Setting.CATALOG_CACHE_SECONDS, "60"))) {
      BaselineShop shop = new BaselineShop(application);
      shop.fill(ORDER);
      Map<String, String> names = shop.names();
      List<BaselineCase> reads = new BaselineReads(application, names).cases();
      List<BaselineCase> sales = new BaselineSales(application, names).cases();
      assertThat(reads).allSatisfy(BaselineCase::once);
      List<BaselineCase> all = new ArrayList<>(reads);
      all.addAll(sales);
      Map<BaselineCase, BaselineRow> rows = new LinkedHashMap<>();
      try (FixedRate rate = new FixedRate()) {
        for (BaselineCase each : all) {
          rows.put(each, measure(each, rate, cluster, application.base()));
        }
        ReportsAtScale reports = new ReportsAtScale(application, rate);
        reports.measure(reads, rows.values());
      }
      log.on();
      log.learnJobs(JOBS_SECONDS);
      reads.forEach(each -> rows.computeIfPresent(each, (key, row) -> planned(row, log)));
      log.nested();
      sales.forEach(each -> rows.computeIfPresent(each, (key, row) -> planned(row, log)));
      log.off();
      new BaselineTable(ORDER, shop.bigTables()).write(List.copyOf(rows.values()));
    }
  }

  private BaselineRow measure(BaselineCase of, FixedRate rate, Cluster cluster, URI base)
      throws InterruptedException {
    Answer answer = of.once();
    Load.Shot shot = of.shot(base);
    FixedRate.Times unused = rate.send(shot, of.status(), of.perSecond(), of.warmUps());
    long java = process.getProcessCpuTime();
    long database = cluster.millis();
    FixedRate.Times times = rate.send(shot, of.status(), of.perSecond(), of.count());
    BaselineRow row =
        new BaselineRow(
            of,
            times,
            (process.getProcessCpuTime() - java) / 1e6 / of.count(),
            (double) (cluster.millis() - database) / of.count(),
            answer.text().length(),
            List.of());
    BaselineShop.say(
        "%s, %s: p50 %.1f, p95 %.1f ms"
            .formatted(of.operation(), of.name(), times.percentile(50), times.percentile(95)));
    return row;
  }

  /** The third time: by then PostgreSQL has what it needs in memory, as it had while measured. */
  private static BaselineRow planned(BaselineRow row, PlanLog log) {
    row.of().once();
    row.of().once();
    List<Plan> plans = log.plansOf(() -> row.of().once());
    return new BaselineRow(
        row.of(), row.times(), row.javaMillis(), row.databaseMillis(), row.bytes(), plans);
  }
}
