package io.mostrador.platform.postgres;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Up to which moment a replica shows what was committed: the last one at which the primary had
 * written no more than the replica has read by now.
 *
 * <p>Positions are bytes of the primary's log; moments are {@link System#nanoTime}. Nothing is
 * taken from the clocks of the servers, or from times of transactions, which stand still in a shop
 * where nobody buys.
 */
final class Freshness {

  private static final int MOST_REMEMBERED = 600;

  private record Written(long position, long moment) {}

  private final Deque<Written> written = new ArrayDeque<>();
  private long shownUntil;
  private boolean isKnown;

  /**
   * The primary had written up to {@code position} when it was asked.
   *
   * @param moment before it was asked
   */
  synchronized void written(long position, long moment) {
    if (!written.isEmpty() && position < written.getLast().position()) {
      forget(); // another server has become the primary
    }
    if (written.size() == MOST_REMEMBERED) {
      written.removeFirst();
    }
    written.addLast(new Written(position, moment));
  }

  /** The replica has read up to {@code position}. */
  synchronized void read(long position) {
    while (!written.isEmpty() && written.getFirst().position() <= position) {
      shownUntil = written.removeFirst().moment();
      isKnown = true;
    }
  }

  /** As at the start: nothing is known. */
  synchronized void forget() {
    written.clear();
    isKnown = false;
  }

  /** Whether all that was committed before {@code moment} is shown, as far as is known. */
  synchronized boolean shows(long moment) {
    return isKnown && shownUntil - moment >= 0;
  }

  /** At least how far behind; {@link Long#MAX_VALUE} when that is not known. */
  synchronized long lagNanos(long now) {
    return isKnown ? now - shownUntil : Long.MAX_VALUE;
  }
}
