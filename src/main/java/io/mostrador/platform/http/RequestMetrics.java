package io.mostrador.platform.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mostrador.platform.metrics.Buckets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts and times requests by operation and class of status. */
final class RequestMetrics {

  private static final String NO_OPERATION = "none";
  private static final int CLASSES = 6;

  private final MeterRegistry metrics;
  private final Map<String, Timer[]> byOperation = new ConcurrentHashMap<>();

  RequestMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /**
   * Counts one answer.
   *
   * @param operation null where the contract has none
   * @param status 0 when the client left before it was answered
   */
  void answered(Operation operation, int status, long nanos) {
    String name = operation == null ? NO_OPERATION : operation.id();
    Timer[] timers = byOperation.computeIfAbsent(name, first -> new Timer[CLASSES]);
    int statusClass = status / 100;
    Timer timer = timers[statusClass];
    if (timer == null) {
      timer = timer(name, statusClass);
      timers[statusClass] = timer; // twice at once does no harm: the registry knows it
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Counts an answer that a key brought back. */
  void replayed(Operation operation) {
    Counter.builder("mostrador.idempotency.replays")
        .description("Answers that were given again, since the key had been used")
        .tag("operation", operation.id())
        .register(metrics)
        .increment();
  }

  private Timer timer(String operation, int statusClass) {
    return Buckets.request("mostrador.requests")
        .description("Requests, by operation of the contract and class of status")
        .tag("operation", operation)
        .tag("status", statusClass == 0 ? "gone" : statusClass + "xx")
        .register(metrics);
  }
}
