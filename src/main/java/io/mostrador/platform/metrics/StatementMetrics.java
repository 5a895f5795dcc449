package io.mostrador.platform.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mostrador.platform.bus.Call;
import io.vertx.core.spi.metrics.ClientMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures each statement, BEGIN and COMMIT included, for the operation that runs it, and logs the
 * slow ones.
 *
 * <p>A statement is logged as it is written in the code; its parameters are never looked at.
 */
final class StatementMetrics {

  private static final Logger log = LoggerFactory.getLogger("io.mostrador.statements");
  private static final int MOST_LOGGED_CHARACTERS = 2_000;

  private final MeterRegistry metrics;
  private final long slowNanos;
  private final Map<String, Timers> timers = new ConcurrentHashMap<>();

  /**
   * @param slow a statement that takes longer is logged
   */
  StatementMetrics(MeterRegistry metrics, Duration slow) {
    this.metrics = metrics;
    this.slowNanos = slow.toNanos();
  }

  /** The client tells of each statement as of a request whose address is the statement. */
  ClientMetrics<?, ?, ?> ofConnection() {
    return new ClientMetrics<Running, Object, Object>() {
      @Override
      public Running requestBegin(String statement, Object request) {
        return new Running(statement, Call.current(), System.nanoTime());
      }

      @Override
      public void responseEnd(Running running) {
        ended(running, true);
      }

      @Override
      public void requestReset(Running running) {
        ended(running, false);
      }
    };
  }

  private record Timers(Timer succeeded, Timer failed) {}

  private record Running(String statement, Call call, long start) {}

  private Timers timers(String operation) {
    return timers.computeIfAbsent(
        operation, name -> new Timers(timer(name, "ok"), timer(name, "failed")));
  }

  private Timer timer(String operation, String result) {
    return Buckets.statement("mostrador.statements")
        .description("SQL statements, by the operation or job that ran them")
        .tag("operation", operation)
        .tag("result", result)
        .register(metrics);
  }

  private void ended(Running running, boolean isWell) {
    long nanos = System.nanoTime() - running.start();
    Timers mine = timers(running.call().operation());
    (isWell ? mine.succeeded() : mine.failed()).record(nanos, TimeUnit.NANOSECONDS);
    if (nanos >= slowNanos) {
      logSlow(running, nanos / 1_000_000);
    }
  }

  private static void logSlow(Running running, long millis) {
    String text = running.statement().replaceAll("\\s+", " ").strip();
    log.atWarn()
        .addKeyValue("operation", running.call().operation())
        .addKeyValue("millis", millis)
        .addKeyValue("requestId", running.call().requestId())
        .addKeyValue("traceId", running.call().traceId())
        .log(
            "slow statement: {}",
            text.substring(0, Math.min(text.length(), MOST_LOGGED_CHARACTERS)));
  }
}
