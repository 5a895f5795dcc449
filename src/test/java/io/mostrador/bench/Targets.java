package io.mostrador.bench;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Things to ask for, one after another and from the beginning again. */
final class Targets {

  private final List<String> names;
  private final AtomicInteger next = new AtomicInteger();

  Targets(List<String> names) {
    this.names = names;
  }

  String next() {
    return names.get(Math.floorMod(next.getAndIncrement(), names.size()));
  }

  /**
   * Another one each time.
   *
   * @param path below {@code base}, with {@code %s} for the name
   */
  Load.Shot of(URI base, String path) {
    return Load.Shot.get(() -> base.resolve(path.formatted(next())));
  }

  /** Each so many times in a row. */
  Load.Shot eachTimes(int times, URI base, String path) {
    return Load.Shot.get(
        () ->
            base.resolve(
                path.formatted(
                    names.get(Math.floorMod(next.getAndIncrement() / times, names.size())))));
  }
}
