package io.mostrador.platform.http.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/**
 * Which tags were dropped lately, and when: an answer may have been read before a drop and come in
 * after it.
 *
 * <p>Remembered for longer than any answer lives. Times are those of {@link System#nanoTime}.
 */
final class DroppedTags {

  private static final int MOST = 10_000;
  private static final Duration SLOWEST_ANSWER = Duration.ofSeconds(10);

  private final Cache<String, Long> times;

  /**
   * @param life of an answer
   */
  DroppedTags(Duration life) {
    this.times =
        Caffeine.newBuilder()
            .expireAfterWrite(life.plus(SLOWEST_ANSWER))
            .executor(Runnable::run)
            .build();
  }

  /** False when they are too many to remember: then everything has to be forgotten. */
  boolean remember(Collection<String> tags) {
    if (times.estimatedSize() + tags.size() > MOST) {
      times.invalidateAll();
      return false;
    }
    long now = System.nanoTime();
    tags.forEach(tag -> times.put(tag, now));
    return true;
  }

  /** Whether any of them was dropped at {@code nanos} or later. */
  boolean anySince(Set<String> tags, long nanos) {
    if (times.estimatedSize() == 0) {
      return false;
    }
    for (String tag : tags) {
      Long dropped = times.getIfPresent(tag);
      if (dropped != null && dropped - nanos >= 0) {
        return true;
      }
    }
    return false;
  }
}
