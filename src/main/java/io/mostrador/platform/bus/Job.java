package io.mostrador.platform.bus;

import io.reactivex.rxjava3.core.Completable;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Work that is done again and again, on every node: it must be safe to run on all of them at once.
 *
 * @param name in logs and metrics
 * @param wakeUpAddress a bus message there runs it at once; null for none
 * @param work one run; a cold chain
 */
public record Job(String name, Duration every, String wakeUpAddress, Supplier<Completable> work) {

  /** A job that nothing but the clock wakes. */
  public static Job every(Duration period, String name, Supplier<Completable> work) {
    return new Job(name, period, null, work);
  }
}
