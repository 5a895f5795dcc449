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
  private static final int WARM_UP_ROUNDS = 20;
  private static final int QUICK_GOAL_MILLIS = 20;
  private static final double QUICK_SECONDS = 0.05;
  private static final double MOST_BUSY = 0.5;

  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final List<String> failures = new ArrayList<>();

  @Test
  void baseline() throws InterruptedException, IOException, SQLException {
    BaselineReads.check();
    String redis = TestServices.get().redisUrl().toString(); // starts PostgreSQL too
    Cluster cluster = Cluster.own();
    BaselineShop.say("PostgreSQL runs beside " + redis);
    try (PlanLog log = new PlanLog(cluster);
        TestApplication application =
            TestApplication.withUsers(Map.of(Setting.CATALOG_CACHE_SECONDS, "60"))) {
      BaselineShop shop = new BaselineShop(application);
      shop.fill(ORDER);
      Map<String, String> names = shop.names();
      List<BaselineCase> reads = new BaselineReads(application, names).cases();
      List<BaselineCase> sales = new BaselineSales(application, names).cases();
      warmUp(reads);
      Map<BaselineCase, BaselineRow> rows = new LinkedHashMap<>();
      try (FixedRate rate = new FixedRate()) {
        for (BaselineCase each : reads) {
          attempt(each.name(), () -> rows.put(each, measure(each, rate, cluster, application)));
        }
        for (BaselineCase each : sales) {
          attempt(each.name(), () -> rows.put(each, measure(each, rate, cluster, application)));
        }
        attempt("reports", () -> new ReportsAtScale(application).measure(rows));
      }
      log.on();
      log.learnJobs(JOBS_SECONDS);
      for (BaselineCase each : reads) {
        attempt(each.name(), () -> rows.computeIfPresent(each, (key, row) -> planned(row, log)));
      }
      log.nested();
      for (BaselineCase each : sales) {
        attempt(each.name(), () -> rows.computeIfPresent(each, (key, row) -> planned(row, log)));
      }
      log.off();
      new BaselineTable(ORDER, shop.bigTables()).write(List.copyOf(rows.values()));
    }
    assertThat(failures).isEmpty();
  }

  /** Else the first cases would show a compiler at work. */
  private void warmUp(List<BaselineCase> reads) throws InterruptedException {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      for (BaselineCase each : reads) {
        if (each.goalMillis() <= QUICK_GOAL_MILLIS) {
          attempt(each.name(), each::once);
        }
      }
    }
    BaselineShop.say("warm");
  }

  private interface Attempt {
    void run() throws InterruptedException, IOException, SQLException;
  }

  /** A case that fails does not keep the others from being measured. */
  private void attempt(String what, Attempt attempt) throws InterruptedException {
    try {
      attempt.run();
    } catch (RuntimeException | AssertionError | IOException | SQLException failure) {
      BaselineShop.say(what + ": " + failure);
      failures.add(what + ": " + failure);
    }
  }

  private BaselineRow measure(
      BaselineCase of, FixedRate rate, Cluster cluster, TestApplication application)
      throws InterruptedException, SQLException {
    of.once();
    long begin = System.nanoTime();
    Answer answer = of.once();
    double seconds = (System.nanoTime() - begin) / 1e9;
    double perSecond =
        seconds < QUICK_SECONDS ? of.perSecond() : Math.min(of.perSecond(), MOST_BUSY / seconds);
    Load.Shot shot = of.shot(application.base());
    FixedRate.Times unused = rate.send(shot, of.status(), perSecond, of.warmUps());
    int count = (int) Math.max(10, Math.min(of.count(), 5 * perSecond));
    long java = process.getProcessCpuTime();
    long database = cluster.millis();
    long logged = BaselineShop.logged(application);
    FixedRate.Times times = rate.send(shot, of.status(), perSecond, count);
    BaselineRow row =
        new BaselineRow(
            of,
            perSecond,
            times,
            (BaselineShop.logged(application) - logged) / count,
            (process.getProcessCpuTime() - java) / 1e6 / count,
            (double) (cluster.millis() - database) / count,
            answer.text().length(),
            List.of());
    BaselineShop.say(
        "%s, %s: %.1f/s p50 %.1f, p95 %.1f ms"
            .formatted(
                of.operation(), of.name(), perSecond, times.percentile(50), times.percentile(95)));
    return row;
  }

  /** The third time: by then PostgreSQL has what it needs in memory, as it had while measured. */
  private static BaselineRow planned(BaselineRow row, PlanLog log) {
    row.of().once();
    row.of().once();
    return row.with(log.plansOf(() -> row.of().once()));
  }
}
