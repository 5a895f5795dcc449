package io.mostrador.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The contract's one way to divide an amount by weights, to the cent. */
public final class Spreading {

  private static final int PLACES = 2;

  private Spreading() {}

  /**
   * One share a weight, in their order, two places: rounded half-up, except that the last one with
   * weight takes the rest. Nothing goes to a weight of zero, and nothing to anyone where all
   * weights are zero: then the shares do not add up to the total.
   *
   * <p>The rest can be some cents below zero, at most half a cent for each share before it: 0.03
   * over six equal weights is five times 0.01, and -0.02.
   *
   * @param total two places
   * @param weights none below zero
   */
  public static List<BigDecimal> spread(BigDecimal total, List<BigDecimal> weights) {
    BigDecimal whole = Decimals.sum(weights);
    int last = lastWithWeight(weights);
    List<BigDecimal> shares = new ArrayList<>(weights.size());
    BigDecimal rest = total.setScale(PLACES);
    for (int i = 0; i < weights.size(); i++) {
      BigDecimal share = i == last ? rest : share(total, weights.get(i), whole);
      shares.add(share);
      rest = rest.subtract(share);
    }
    return List.copyOf(shares);
  }

  /** -1 where none has any. */
  private static int lastWithWeight(List<BigDecimal> weights) {
    int last = -1;
    for (int i = 0; i < weights.size(); i++) {
      int sign = weights.get(i).signum();
      if (sign < 0) {
        throw new IllegalArgumentException("weight: " + weights.get(i));
      }
      last = sign > 0 ? i : last;
    }
    return last;
  }

  private static BigDecimal share(BigDecimal total, BigDecimal weight, BigDecimal whole) {
    return weight.signum() == 0
        ? Decimals.ZERO
        : total.multiply(weight).divide(whole, PLACES, RoundingMode.HALF_UP);
  }
}
