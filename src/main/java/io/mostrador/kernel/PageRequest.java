package io.mostrador.kernel;

/**
 * Which page of a list is asked for.
 *
 * @param number from 1; {@link #LAST} for the last one, whichever it is
 * @param size rows a page, 1 to 100
 */
public record PageRequest(int number, int size) {

  public static final int LAST = -1;
  public static final int DEFAULT_SIZE = 20;
  public static final int LARGEST_SIZE = 100;

  public PageRequest {
    if ((number < 1 && number != LAST) || size < 1 || size > LARGEST_SIZE) {
      throw new IllegalArgumentException("page " + number + " of size " + size);
    }
  }

  public boolean isLast() {
    return number == LAST;
  }

  /** Of so many rows, how many come before the page; more than there are when it is too far. */
  public long before(long total) {
    return (isLast() ? Math.max(total - 1, 0) / size : number - 1L) * size;
  }

  /** Of so many rows, how many are on the page. */
  public long rows(long total) {
    return Math.max(0, Math.min(size, total - before(total)));
  }

  /** Of so many rows, how many are read up to the page's end, from the nearer end of the list. */
  public long passed(long total) {
    return rows(total) + Math.min(before(total), after(total));
  }

  /** Of so many rows, how many come after the page. */
  public long after(long total) {
    return Math.max(0, total - before(total) - rows(total));
  }
}
