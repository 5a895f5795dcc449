package io.mostrador.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.platform.settings.Setting;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What keys and audit cost a cash sale.
 *
 * <p>The server without audit is the same one on a database that takes no audit records: its
 * statement is still sent, and finds nothing to do.
 */
class SafetyBench {

  private static final int ROUNDS = 5;
  private static final int SECONDS = 4;

  private static final List<String> WITHOUT_AUDIT =
      List.of(
          "CREATE RULE audit_log_none AS ON INSERT TO audit_log DO INSTEAD NOTHING",
          "CREATE OR REPLACE FUNCTION seal_audit(most integer) RETURNS integer LANGUAGE sql RETURN"
              + " 0");

  @Test
  void cash_sales_with_and_without_key_and_audit() throws Exception {
    try (TestApplication audited = application();
        TestApplication unaudited = application();
        Load load = new Load()) {
      takeNoRecords(unaudited);
      CashSales withAudit = CashSales.at(audited);
      CashSales withoutAudit = CashSales.at(unaudited);
      Map<String, Load.Shot> shots = new LinkedHashMap<>();
      shots.put("neither", withoutAudit.shot());
      shots.put("key", withoutAudit.keyed());
      shots.put("audit", withAudit.shot());
      shots.put("both", withAudit.keyed());
      Map<String, Double> medians = measure(load, shots);
      double neither = medians.get("neither");
      medians.forEach(
          (name, rate) ->
              System.out.printf(
                  "BENCH sale with %-8s %7.0f/s  of neither %.3f%n", name, rate, rate / neither));
      assertThat(neither).isPositive();
    }
  }

  private static TestApplication application() {
    return TestApplication.withUsers(Map.of(Setting.DATABASE_POOL_SIZE, "4"));
  }

  private static void takeNoRecords(TestApplication application) throws SQLException {
    try (Connection database = application.connect();
        var run = database.createStatement()) {
      for (String statement : WITHOUT_AUDIT) {
        run.execute(statement);
      }
    }
  }

  /** Medians, a second; each round begins with another one, and the first warms up. */
  private static Map<String, Double> measure(Load load, Map<String, Load.Shot> shots)
      throws InterruptedException {
    Map<String, List<Double>> measured = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(shots.keySet());
    names.forEach(name -> measured.put(name, new ArrayList<>()));
    for (int round = 0; round <= ROUNDS; round++) {
      java.util.Collections.rotate(names, 1);
      for (String name : names) {
        double perSecond = load.perSecond(shots.get(name), 201, SECONDS);
        if (round > 0) {
          measured.get(name).add(perSecond);
        }
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    measured.forEach((name, rates) -> medians.put(name, median(rates)));
    return medians;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
