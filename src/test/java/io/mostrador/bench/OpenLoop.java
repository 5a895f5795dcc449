package io.mostrador.bench;

import io.mostrador.testing.OwnJava;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Sends at a fixed rate whether answers come or not, from a process of its own: in the server's,
 * the garbage of both would be collected in the same pauses.
 */
final class OpenLoop {

  private static final int DIFFERENT_SHOTS = 600;
  private static final int SLOWEST_START_SECONDS = 60;

  private OpenLoop() {}

  /**
   * Latencies in microseconds, from the moment a request was due.
   *
   * @param isValid false when more than one request in a hundred left late
   */
  record Latencies(double p50, double p95, double p99, boolean isValid) {}

  /** Throws when an answer was not of the status expected. */
  static Latencies at(double perSecond, int seconds, Load.Shot shot, int expectedStatus)
      throws InterruptedException, IOException {
    JsonArray shots = new JsonArray();
    for (int each = 0; each < DIFFERENT_SHOTS; each++) {
      shots.add(shot.toJson());
    }
    JsonObject order =
        new JsonObject()
            .put("perSecond", perSecond)
            .put("seconds", seconds)
            .put("status", expectedStatus)
            .put("shots", shots);
    Path file = Files.createTempFile("order", ".json");
    Path answer = Files.createTempFile("latencies", ".json");
    try {
      Files.writeString(file, order.encode());
      run(file, answer, seconds);
      JsonObject found = new JsonObject(Files.readString(answer));
      return new Latencies(
          found.getDouble("p50"),
          found.getDouble("p95"),
          found.getDouble("p99"),
          found.getBoolean("isValid"));
    } finally {
      Files.delete(file);
      Files.delete(answer);
    }
  }

  private static void run(Path order, Path answer, int seconds)
      throws IOException, InterruptedException {
    Process generator =
        new ProcessBuilder(
                OwnJava.program(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // an optimising compiler would take what is measured
                "-cp",
                OwnJava.classPath(),
                OpenLoopGenerator.class.getName(),
                order.toString(),
                answer.toString())
            .inheritIO()
            .start();
    boolean hasEnded =
        generator.waitFor(
            seconds + OpenLoopGenerator.WARM_UP_SECONDS + SLOWEST_START_SECONDS, TimeUnit.SECONDS);
    generator.destroyForcibly();
    if (!hasEnded || generator.exitValue() != 0) {
      throw new IllegalStateException("the generator failed, see above");
    }
  }
}
