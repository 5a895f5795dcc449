package io.mostrador.bench;

import io.vertx.core.AsyncResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** The process that {@link OpenLoop} starts: reads an order, sends, writes latencies. */
final class OpenLoopGenerator {

  static final int WARM_UP_SECONDS = 15;

  private static final int CONNECTIONS = 256;

  /** So seldom does the sender wake, since waking costs what it measures. */
  private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final double MOST_LATE = 0.01;

  private final Client client;
  private final double perSecond;
  private final int expectedStatus;
  private final List<Load.Shot> shots = new ArrayList<>();
  private final AtomicReference<String> firstWrong = new AtomicReference<>();

  private OpenLoopGenerator(Client client, JsonObject order) {
    this.client = client;
    this.perSecond = order.getDouble("perSecond");
    this.expectedStatus = order.getInteger("status");
    JsonArray sent = order.getJsonArray("shots");
    for (int each = 0; each < sent.size(); each++) {
      shots.add(Load.Shot.of(sent.getJsonObject(each)));
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    JsonObject order = new JsonObject(Files.readString(Path.of(arguments[0])));
    try (Client client = new Client(CONNECTIONS)) {
      OpenLoopGenerator generator = new OpenLoopGenerator(client, order);
      JsonObject unused = generator.send(WARM_UP_SECONDS);
      JsonObject latencies = generator.send(order.getInteger("seconds"));
      Files.writeString(Path.of(arguments[1]), latencies.encode());
    }
  }

  private JsonObject send(int seconds) throws InterruptedException {
    Histogram histogram = new SynchronizedHistogram(TimeUnit.SECONDS.toMicros(20), 3);
    AtomicLong pending = new AtomicLong();
    long count = (long) (perSecond * seconds);
    long late = 0;
    long start = System.nanoTime();
    for (long sent = 0; sent < count; ) {
      LockSupport.parkNanos(Math.max(TICK_NANOS, due(start, sent) - System.nanoTime()));
      long now = System.nanoTime();
      long first = sent;
      for (; sent < count && due(start, sent) <= now; sent++) {
        late += now - due(start, sent) > LATE_NANOS ? 1 : 0;
      }
      long after = sent;
      pending.addAndGet(after - first);
      client.run(() -> send(start, first, after, histogram, pending));
    }
    while (pending.get() > 0
        && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds + 30L)) {
      Thread.sleep(10);
    }
    if (firstWrong.get() != null) {
      throw new IllegalStateException("not " + expectedStatus + ": " + firstWrong.get());
    }
    return new JsonObject()
        .put("p50", histogram.getValueAtPercentile(50))
        .put("p95", histogram.getValueAtPercentile(95))
        .put("p99", histogram.getValueAtPercentile(99))
        .put("isValid", late <= count * MOST_LATE);
  }

  private void send(long start, long first, long after, Histogram histogram, AtomicLong pending) {
    for (long each = first; each < after; each++) {
      long due = due(start, each);
      client
          .send(shots.get((int) (each % shots.size())))
          .onComplete(
              answer -> {
                if (answer.failed() || answer.result() != expectedStatus) {
                  firstWrong.compareAndSet(null, reason(answer));
                }
                long micros = (System.nanoTime() - due) / 1000;
                histogram.recordValue(Math.min(micros, TimeUnit.SECONDS.toMicros(19)));
                pending.decrementAndGet();
              });
    }
  }

  private long due(long start, long number) {
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
}
