package io.mostrador.platform.redis;

import io.mostrador.platform.http.Limiter.Verdict;
import io.mostrador.platform.settings.Rate;
import java.util.concurrent.TimeUnit;

/**
 * How often one subject has asked since its window opened, as far as this process knows.
 *
 * <p>Thread-safe. All times are of {@link System#nanoTime}.
 */
final class Window {

  private final Rate rate;
  private long endsAt;
  private int counted;
  private int unsent;

  Window(Rate rate, long now) {
    this.rate = rate;
    open(now);
  }

  /** Counts one request; those beyond the first refused one would change nothing. */
  synchronized Verdict add(long now) {
    openIfEnded(now);
    if (counted <= rate.count()) {
      counted++;
      unsent++;
    }
    return verdict(counted, now);
  }

  /** Counts one request too; the units to tell Redis of, this one included. */
  synchronized int take(long now) {
    openIfEnded(now);
    counted++;
    unsent++;
    return takeUnsent(now);
  }

  /** Whether this process knows already that the next request is one too many. */
  synchronized boolean isUsedUp(long now) {
    openIfEnded(now);
    return counted >= rate.count();
  }

  synchronized Verdict look(long now) {
    openIfEnded(now);
    return verdict(counted, now);
  }

  /** What Redis has not been told of yet; told by whoever asks. */
  synchronized int takeUnsent(long now) {
    openIfEnded(now);
    int taken = unsent;
    unsent = 0;
    return taken;
  }

  /** They could not be told, so another time. */
  synchronized void giveBack(int units, long now) {
    openIfEnded(now);
    unsent = Math.min(counted, unsent + units);
  }

  /** How the subject stood when Redis was told: by what all nodes had counted then. */
  synchronized Verdict learn(long countedByAll, long leftMillis, long now) {
    int count = (int) Math.min(Integer.MAX_VALUE / 2, countedByAll);
    counted = count + unsent;
    endsAt = now + TimeUnit.MILLISECONDS.toNanos(leftMillis);
    return verdict(count, now);
  }

  private void openIfEnded(long now) {
    if (now - endsAt >= 0) {
      open(now);
    }
  }

  private void open(long now) {
    endsAt = now + TimeUnit.SECONDS.toNanos(rate.seconds());
    counted = 0;
    unsent = 0;
  }

  private Verdict verdict(int count, long now) {
    long leftMillis = TimeUnit.NANOSECONDS.toMillis(endsAt - now);
    return new Verdict(
        rate.count(), rate.count() - count, (int) Math.max(1, (leftMillis + 999) / 1000));
  }
}
