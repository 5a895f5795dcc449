package io.mostrador.bench;

import io.reactivex.rxjava3.core.Single;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Calls use cases again and again without HTTP: what remains is their statements. */
final class Direct {

  private static final int AT_ONCE = 64;

  private Direct() {}

  /** Calls that ended, a second; throws when one failed. */
  static double perSecond(Supplier<Single<?>> call, int seconds) throws InterruptedException {
    AtomicLong done = new AtomicLong();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CountDownLatch ended = new CountDownLatch(AT_ONCE);
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    for (int each = 0; each < AT_ONCE; each++) {
      next(call, end, done, failure, ended);
    }
    if (!ended.await(seconds + 20L, TimeUnit.SECONDS) || failure.get() != null) {
      throw new IllegalStateException(failure.get());
    }
    return done.get() / ((System.nanoTime() - start) / 1e9);
  }

  private static void next(
      Supplier<Single<?>> call,
      long end,
      AtomicLong done,
      AtomicReference<Throwable> failure,
      CountDownLatch ended) {
    var unused =
        call.get()
            .subscribe(
                answer -> {
                  done.incrementAndGet();
                  if (System.nanoTime() < end) {
                    next(call, end, done, failure, ended);
                  } else {
                    ended.countDown();
                  }
                },
                error -> {
                  failure.set(error);
                  ended.countDown();
                });
  }
}
