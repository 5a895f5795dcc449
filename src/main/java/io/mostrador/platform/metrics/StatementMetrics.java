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

  /** Beside what Vert.x measures of a connection. */
  <M, Q, A> ClientMetrics<?, Q, A> beside(ClientMetrics<M, Q, A> usual) {
    return new Both<>(usual);
  }

  private record Timers(Timer succeeded, Timer failed) {}

  private record Running<M>(M usual, String statement, Call call, long start) {}

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

  private void ended(Running<?> running, boolean isWell) {
    long nanos = System.nanoTime() - running.start();
    Timers mine = timers(running.call().operation());
    (isWell ? mine.succeeded() : mine.failed()).record(nanos, TimeUnit.NANOSECONDS);
    if (nanos >= slowNanos) {
      logSlow(running, nanos / 1_000_000);
    }
  }

  private static void logSlow(Running<?> running, long millis) {
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

  /** The client tells of each statement as of a request whose address is the statement. */
  private final class Both<M, Q, A> implements ClientMetrics<Running<M>, Q, A> {

    private final ClientMetrics<M, Q, A> usual;

    Both(ClientMetrics<M, Q, A> usual) {
      this.usual = usual;
    }

    @Override
    public Running<M> requestBegin(String statement, Q request) {
      return new Running<>(
          usual.requestBegin(statement, request), statement, Call.current(), System.nanoTime());
    }

    @Override
    public void requestEnd(Running<M> running) {
      usual.requestEnd(running.usual());
    }

    @Override
    public void responseBegin(Running<M> running, A response) {
      usual.responseBegin(running.usual(), response);
    }

    @Override
    public void responseEnd(Running<M> running) {
      usual.responseEnd(running.usual());
      ended(running, true);
    }

    @Override
    public void requestReset(Running<M> running) {
      usual.requestReset(running.usual());
      ended(running, false);
    }

    @Override
    public void close() {
      usual.close();
    }
  }
}
