package io.mostrador.domain.catalog;

/**
 * How many slips of a finger lie between a word and others: a letter too many, too few, another
 * one, or two exchanged.
 */
record EditDistance(String word) {

  private static final int SHORT = 4;
  private static final int MIDDLE = 8;

  /** As many as somebody may make in a word of this length. */
  int plausible() {
    return word.length() <= SHORT ? 1 : word.length() <= MIDDLE ? 2 : 3;
  }

  int to(String other) {
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= word.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = word.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + changed);
        if (isExchanged(other, i, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[other.length()];
  }

  private boolean isExchanged(String other, int i, int j) {
    return i > 1
        && j > 1
        && word.charAt(i - 1) == other.charAt(j - 2)
        && word.charAt(i - 2) == other.charAt(j - 1);
  }
}
