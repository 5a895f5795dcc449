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
}
