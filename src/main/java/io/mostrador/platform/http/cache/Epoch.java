package io.mostrador.platform.http.cache;

import java.util.Optional;

/**
 * The time between two drops of a group; an epoch is equal to itself only.
 *
 * <p>What is made in one is never found in the next. The version of the data becomes known with the
 * first answer that was asked for in it.
 */
final class Epoch {

  private volatile String version;

  /** Empty until an answer has said it. */
  Optional<String> version() {
    return Optional.ofNullable(version);
  }

  void learn(String said) {
    version = said;
  }
}
