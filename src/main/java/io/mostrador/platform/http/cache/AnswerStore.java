package io.mostrador.platform.http.cache;

import io.reactivex.rxjava3.core.Maybe;
import io.vertx.core.buffer.Buffer;
import java.util.Set;

/** Where nodes leave answers for each other; it may lose them, and never fails. */
public interface AnswerStore {

  /** For a node that shares nothing. */
  AnswerStore NONE =
      new AnswerStore() {
        @Override
        public Maybe<Kept> find(String version, String target) {
          return Maybe.empty();
        }

        @Override
        public void keep(String version, String target, Kept answer) {
          // nobody else would look for it
        }
      };

  /**
   * The body of a 200.
   *
   * @param tags what it shows
   * @param millisLeft how much longer it may be used
   */
  record Kept(Buffer body, Set<String> tags, long millisLeft) {}

  /**
   * Empty when nobody has left it, or it cannot be told in time.
   *
   * @param version the state of the data that the answer has to show
   */
  Maybe<Kept> find(String version, String target);

  void keep(String version, String target, Kept answer);
}
