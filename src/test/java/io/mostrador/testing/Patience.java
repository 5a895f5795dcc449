package io.mostrador.testing;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** For what becomes true a moment after the answer that causes it. */
public final class Patience {

  private static final long LIMIT_SECONDS = 10;
  private static final long PAUSE_MILLIS = 20;

  private Patience() {}

  /** Until the condition holds, at most 10 s: what follows asserts it. */
  public static void until(BooleanSupplier condition) {
    until(LIMIT_SECONDS, condition);
  }

  public static void until(long seconds, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      pause(PAUSE_MILLIS);
    }
  }

  public static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
