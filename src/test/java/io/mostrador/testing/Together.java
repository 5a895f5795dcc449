package io.mostrador.testing;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Does things at once, on as many threads as there are things. */
public final class Together {

  private Together() {}

  public static <T> List<T> times(int count, Supplier<T> work) {
    return times(count, each -> work.get());
  }

  /** The results in the order of the numbers, from 0. */
  public static <T> List<T> times(int count, IntFunction<T> work) {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    CountDownLatch ready = new CountDownLatch(count);
    try {
      List<Future<T>> results =
          IntStream.range(0, count)
              .mapToObj(
                  each ->
                      threads.submit(
                          () -> {
                            ready.countDown();
                            ready.await();
                            return work.apply(each);
                          }))
              .toList();
      return results.stream().map(Together::result).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Different things; the results in the same order. */
  public static <T> List<T> all(List<Supplier<T>> work) {
    return times(work.size(), each -> work.get(each).get());
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }
}
