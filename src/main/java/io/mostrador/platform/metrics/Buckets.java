package io.mostrador.platform.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The few bounds that times are counted between; a percentile is read off them. */
public final class Buckets {

  private static final Duration[] REQUESTS = millis(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 6000);
  private static final Duration[] STATEMENTS = millis(1, 5, 25, 100, 250, 1000, 2500);

  private Buckets() {}

  /** Up to the 6 s after which a request is given up. */
  public static Timer.Builder request(String name) {
    return Timer.builder(name).serviceLevelObjectives(REQUESTS);
  }

  /** Up to the 2.5 s after which PostgreSQL gives up a statement. */
  public static Timer.Builder statement(String name) {
    return Timer.builder(name).serviceLevelObjectives(STATEMENTS);
  }

  private static Duration[] millis(int... bounds) {
    Duration[] durations = new Duration[bounds.length];
    for (int i = 0; i < bounds.length; i++) {
      durations[i] = Duration.ofMillis(bounds[i]);
    }
    return durations;
  }
}
