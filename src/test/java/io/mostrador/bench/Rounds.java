package io.mostrador.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures several things in turn, again and again, so that all of them see the same machine. */
final class Rounds {

  private static final int COUNT = Integer.getInteger("mostrador.bench.rounds", 5);

  private final Map<String, Measurement> measurements = new LinkedHashMap<>();

  /** One figure; called once a round. */
  interface Measurement {
    double measure() throws InterruptedException;
  }

  Rounds with(String name, Measurement measurement) {
    measurements.put(name, measurement);
    return this;
  }

  /** The medians by name; the first round only warms up. */
  Map<String, Double> medians() throws InterruptedException {
    Map<String, List<Double>> figures = new LinkedHashMap<>();
    for (int round = 0; round <= COUNT; round++) {
      for (Map.Entry<String, Measurement> each : measurements.entrySet()) {
        double figure = each.getValue().measure();
        if (round > 0) {
          figures.computeIfAbsent(each.getKey(), name -> new ArrayList<>()).add(figure);
        }
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    figures.forEach((name, values) -> medians.put(name, median(values)));
    medians.forEach((name, value) -> System.out.printf("BENCH %-40s %,12.1f%n", name, value));
    return medians;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
