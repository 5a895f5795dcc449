package io.mostrador.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends so few requests at a fixed rate that each is kept; latency counts from the moment a request
 * was due.
 */
final class FixedRate implements AutoCloseable {

  private static final int CONNECTIONS = 32;
  private static final int WAIT_SECONDS = 60;

  private final Client client = new Client(CONNECTIONS);

  /** Milliseconds each request took, the fastest first. */
  record Times(List<Double> sorted) {

    double percentile(int percent) {
      return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }
  }

  Times send(Load.Shot shot, int status, double perSecond, int count) throws InterruptedException {
    double[] millis = new double[count];
    AtomicInteger wrong = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(count);
    long start = System.nanoTime();
    for (int each = 0; each < count; each++) {
      int place = each;
      long due = start + (long) (each * 1e9 / perSecond);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      client.run(
          () ->
              client
                  .send(shot)
                  .onComplete(
                      answer -> {
                        millis[place] = (System.nanoTime() - due) / 1e6;
                        if (answer.failed() || answer.result() != status) {
                          BaselineShop.say(
                              "not %d: %s %s".formatted(status, answer.result(), answer.cause()));
                          wrong.incrementAndGet();
                        }
                        ended.countDown();
                      }));
    }
    if (!ended.await(WAIT_SECONDS, TimeUnit.SECONDS) || wrong.get() > 0) {
      throw new IllegalStateException(wrong + " answers were not " + status);
    }
    return new Times(Arrays.stream(millis).sorted().boxed().toList());
  }

  @Override
  public void close() {
    client.close();
  }
}
