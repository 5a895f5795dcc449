package io.mostrador.domain.purchasing;

import io.mostrador.TestApplication;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Counts the statements of a request on a server that also seals its audit now and then. */
final class Statements {

  private static final int TRIES = 4;

  private Statements() {}

  /**
   * The least of several tries.
   *
   * @param prepare makes the request that is then counted
   */
  static long least(TestApplication application, Supplier<Runnable> prepare) {
    return LongStream.range(0, TRIES).map(any -> count(application, prepare.get())).min().orElse(0);
  }

  private static long count(TestApplication application, Runnable request) {
    long before = application.statements();
    request.run();
    return application.statements() - before;
  }
}
