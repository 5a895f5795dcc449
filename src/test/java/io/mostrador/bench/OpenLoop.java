package io.mostrador.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions().setKeepAlive(true),
          new PoolOptions().setHttp1MaxSize(CONNECTIONS));

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
    long count = (long) (perSecond * seconds);
    long late = 0;
    long start = System.nanoTime();
    for (long each = 0; each < count; each++) {
      long due = start + (long) (each * 1e9 / perSecond);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(Math.max(TICK_NANOS, due - System.nanoTime()));
      }
      if (System.nanoTime() - due > LATE_NANOS) {
        late++;
      }
      pending.incrementAndGet();
      shot.send(client)
          .onComplete(
              answer -> {
                if (answer.failed() || answer.result() != expectedStatus) {
                  wrong.incrementAndGet();
                }
                histogram.recordValue(
                    Math.min((System.nanoTime() - due) / 1000, TimeUnit.SECONDS.toMicros(19)));
                pending.decrementAndGet();
              });
    }
    while (pending.get() > 0
        && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds + 30L)) {
      Thread.sleep(10);
    }
    if (wrong.get() > 0) {
      throw new IllegalStateException(wrong + " answers were not " + expectedStatus);
    }
    return new Latencies(
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(95),
        histogram.getValueAtPercentile(99),
        late <= count * MOST_LATE);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
