package io.mostrador.platform.http;

import org.jspecify.annotations.Nullable;

/** The trace of the request that is being answered, where requests are traced. */
public interface Traces {

  /** For a node that records no traces: it still logs the id of a trace that a client began. */
  Traces NONE =
      new Traces() {
        @Override
        public @Nullable String currentId() {
          return null;
        }

        @Override
        public void name(String operation) {
          // nobody looks
        }
      };

  /** Null when the request is in none. */
  @Nullable String currentId();

  /** What the request turned out to ask for. */
  void name(String operation);
}
