package io.mostrador.bench;

import io.vertx.core.AsyncResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Sends at a fixed rate whether answers come or not; latency counts from the moment a request was
 * due.
 */
final class OpenLoop implements AutoCloseable {

  private static final int CONNECTIONS = 256;
  private static final int WARM_UP_SECONDS = 8;

  /** So seldom does the sender wake, since waking costs what it measures. */
  private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final double MOST_LATE = 0.01;

  private final Client client = new Client(CONNECTIONS);

  /**
   * Latencies in microseconds.
   *
   * @param isValid false when more than one request in a hundred left late
   */
  record Latencies(double p50, double p95, double p99, boolean isValid) {}

  Latencies at(double perSecond, int seconds, Load.Shot shot, int expectedStatus)
      throws InterruptedException {
    Latencies unused = send(perSecond, WARM_UP_SECONDS, shot, expectedStatus);
    return send(perSecond, seconds, shot, expectedStatus);
  }

  private Latencies send(double perSecond, int seconds, Load.Shot shot, int expectedStatus)
      throws InterruptedException {
    Histogram histogram = new SynchronizedHistogram(TimeUnit.SECONDS.toMicros(20), 3);
    AtomicLong pending = new AtomicLong();
    AtomicLong wrong = new AtomicLong();
    AtomicReference<String> firstWrong = new AtomicReference<>();
    long count = (long) (perSecond * seconds);
    long late = 0;
    long start = System.nanoTime();
    for (long sent = 0; sent < count; ) {
      LockSupport.parkNanos(Math.max(TICK_NANOS, due(start, sent, perSecond) - System.nanoTime()));
      long now = System.nanoTime();
      List<Long> dues = new ArrayList<>();
      for (; sent < count && due(start, sent, perSecond) <= now; sent++) {
        long due = due(start, sent, perSecond);
        late += now - due > LATE_NANOS ? 1 : 0;
        dues.add(due);
      }
      pending.addAndGet(dues.size());
      client.run(
          () ->
              dues.forEach(
                  due ->
                      client
                          .send(shot)
                          .onComplete(
                              answer -> {
                                if (answer.failed() || answer.result() != expectedStatus) {
                                  wrong.incrementAndGet();
                                  firstWrong.compareAndSet(null, reason(answer));
                                }
                                histogram.recordValue(
                                    Math.min(
                                        (System.nanoTime() - due) / 1000,
                                        TimeUnit.SECONDS.toMicros(19)));
                                pending.decrementAndGet();
                              })));
    }
    while (pending.get() > 0
        && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds + 30L)) {
      Thread.sleep(10);
    }
    if (wrong.get() > 0) {
      throw new IllegalStateException(
          wrong + " answers were not " + expectedStatus + ", the first: " + firstWrong);
    }
    return new Latencies(
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(95),
        histogram.getValueAtPercentile(99),
        late <= count * MOST_LATE);
  }

  private static long due(long start, long number, double perSecond) {
    return start + (long) (number * 1e9 / perSecond);
  }

  private static String reason(AsyncResult<Integer> answer) {
    if (answer.succeeded()) {
      return answer.result().toString();
    }
    StringWriter text = new StringWriter();
    answer.cause().printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Override
  public void close() {
    client.close();
  }
}
