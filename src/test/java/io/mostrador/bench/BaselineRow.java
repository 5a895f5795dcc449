package io.mostrador.bench;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What was measured of a case, and what PostgreSQL did for it.
 *
 * @param perSecond requests
 * @param logBytes of PostgreSQL's write-ahead log for each request
 * @param javaMillis processor of this process for each request, its client included
 * @param databaseMillis processor of PostgreSQL for each request
 */
record BaselineRow(
    BaselineCase of,
    double perSecond,
    FixedRate.Times times,
    long logBytes,
    double javaMillis,
    double databaseMillis,
    int bytes,
    List<Plan> plans) {

  static final String HEAD =
      "| operation | case | rate /s | p50 ms | p95 ms | p99 ms | goal | statements | their ms |"
          + " pages | answer kB | log kB | CPU ms Java / PG | reads | what it shows |\n"
          + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n";

  boolean meetsGoal() {
    return times.percentile(95) <= of.goalMillis();
  }

  BaselineRow with(List<Plan> seen) {
    return new BaselineRow(of, perSecond, times, logBytes, javaMillis, databaseMillis, bytes, seen);
  }

  String markdown(Set<String> bigTables) {
    Set<String> reads = new LinkedHashSet<>();
    plans.forEach(plan -> reads.addAll(plan.reads(bigTables)));
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.0f | %.1f | %s | %.1f | %d | %d | %.1f | %,d | %.1f | %.1f | %.1f / %.1f |"
            + " %s | %s |",
        of.operation(),
        of.name(),
        perSecond,
        times.percentile(50),
        String.format(Locale.ROOT, meetsGoal() ? "%.1f" : "**%.1f**", times.percentile(95)),
        times.percentile(99),
        of.goalMillis(),
        plans.size(),
        plans.stream().mapToDouble(Plan::millis).sum(),
        plans.stream().mapToLong(Plan::buffers).sum(),
        bytes / 1000.0,
        logBytes / 1000.0,
        javaMillis,
        databaseMillis,
        String.join(", ", reads).replace("_", "\\_"),
        of.shows());
  }
}
