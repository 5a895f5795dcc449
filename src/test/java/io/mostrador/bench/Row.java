package io.mostrador.bench;

import java.util.Locale;

/**
 * One line of the table of figures: something measured beside something else of the same run.
 *
 * @param what was measured
 * @param against what it is held against
 * @param isLeast whether the ratio must be at least the gate, or at most
 * @param measured in the unit of {@code ceiling}
 */
record Row(
    String what,
    String against,
    boolean isLeast,
    double gate,
    double stretch,
    double measured,
    double ceiling,
    String unit) {

  /** Where more is better. */
  static Row atLeast(
      String what,
      String against,
      double gate,
      double stretch,
      double measured,
      double ceiling,
      String unit) {
    return new Row(what, against, true, gate, stretch, measured, ceiling, unit);
  }

  /** Where less is better. */
  static Row atMost(
      String what,
      String against,
      double gate,
      double stretch,
      double measured,
      double ceiling,
      String unit) {
    return new Row(what, against, false, gate, stretch, measured, ceiling, unit);
  }

  double ratio() {
    return measured / ceiling;
  }

  private String verdict() {
    boolean meetsStretch = isLeast ? ratio() >= stretch : ratio() <= stretch;
    boolean meetsGate = isLeast ? ratio() >= gate : ratio() <= gate;
    return meetsStretch ? "stretch" : meetsGate ? "gate" : "**not met**";
  }

  String markdown() {
    return String.format(
        Locale.ROOT,
        "| %s | %,.1f %s | %s | %,.1f | %.3f | %s %s | %s |",
        what,
        measured,
        unit,
        against,
        ceiling,
        ratio(),
        isLeast ? "≥" : "≤",
        gate,
        verdict());
  }
}
