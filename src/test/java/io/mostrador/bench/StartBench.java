package io.mostrador.bench;

import io.mostrador.testing.ApiClient;
import io.mostrador.testing.FreePort;
import io.mostrador.testing.Goods;
import io.mostrador.testing.OwnJava;
import io.mostrador.testing.Purchase;
import io.mostrador.testing.TestServices;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows "start" and "memory" of the table, of a server that is a process of its own. */
class StartBench {

  private static final int STARTS = 5;
  private static final long WITHIN_SECONDS = 60;

  private static final String ARCHIVE = "mostrador.jsa";
  private static final String WITH_ARCHIVE = ", with a class archive";

  @TempDir private Path folder;

  /** How a server was started, and what came of it: seconds, seconds and megabytes. */
  private record Starts(
      ServerJar jar,
      List<String> options,
      List<Double> external,
      List<Double> embedded,
      List<Double> idle) {

    Starts(ServerJar jar, List<String> options) {
      this(jar, options, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  @Test
  void start_and_memory() throws IOException, InterruptedException {
    Map<String, String> external =
        Map.of(
            "MOSTRADOR_DATABASE_URL",
            TestServices.get().newDatabase().toString(),
            "MOSTRADOR_REDIS_URL",
            TestServices.get().redisUrl().toString());
    Map<String, String> embedded = Map.of("MOSTRADOR_DATA_DIR", folder.resolve("data").toString());
    ServerJar jar = ServerJar.madeIn(folder.resolve("server"));
    makeArchive(jar);
    Starts plain = new Starts(jar, List.of());
    Starts archived = new Starts(jar, List.of("-XX:SharedArchiveFile=" + ARCHIVE));
    for (int round = 0; round <= STARTS; round++) {
      for (Starts each : List.of(plain, archived)) {
        each.external.add(started(each, external, Optional.of(each.idle)));
        each.embedded.add(started(each, embedded, Optional.empty()));
      }
    }
    double loaded = loaded(plain);
    Figures.write(
        "start",
        List.of(
            external("", plain),
            external(WITH_ARCHIVE, archived),
            embedded("", plain),
            embedded(WITH_ARCHIVE, archived),
            idle("", plain),
            idle(WITH_ARCHIVE, archived),
            Row.atMost(
                "resident memory, after 30 s of catalogue and sales",
                "450 MB",
                1,
                0.71,
                loaded,
                450,
                "MB")));
  }

  private static Row external(String how, Starts starts) {
    String what = "start to first answer, external database" + how;
    return Row.atMost(what, "3 s", 1, 0.5, median(starts.external), 3, "s");
  }

  private static Row embedded(String how, Starts starts) {
    String what = "start to first answer, embedded with data" + how;
    return Row.atMost(what, "8 s", 1, 0.625, median(starts.embedded), 8, "s");
  }

  private static Row idle(String how, Starts starts) {
    String what = "resident memory, idle" + how;
    return Row.atMost(what, "250 MB", 1, 0.56, median(starts.idle), 250, "MB");
  }

  private void makeArchive(ServerJar jar) throws IOException, InterruptedException {
    Process rehearsal =
        java(jar, List.of("-XX:ArchiveClassesAtExit=" + ARCHIVE), "rehearse").start();
    if (!rehearsal.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS) || rehearsal.exitValue() != 0) {
      rehearsal.destroyForcibly();
      throw new IllegalStateException("no archive: " + Files.readString(log()));
    }
  }

  /** Seconds; its resident memory after some quiet goes into {@code idle}. */
  private double started(Starts how, Map<String, String> settings, Optional<List<Double>> idle)
      throws IOException, InterruptedException {
    int port = FreePort.next();
    long begin = System.nanoTime();
    Process server = start(how, settings, port);
    try {
      await(port, server);
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (idle.isPresent()) {
        TimeUnit.SECONDS.sleep(5);
        idle.get().add(residentMegabytes(server.pid()));
      }
      if (Files.readString(log()).contains("Unable to use shared archive")) {
        throw new IllegalStateException("started without its archive");
      }
      return seconds;
    } finally {
      end(server);
    }
  }

  /** Megabytes of a server with a full shop after it was kept busy. */
  private double loaded(Starts how) throws IOException, InterruptedException {
    int port = FreePort.next();
    Map<String, String> settings =
        Map.of(
            "MOSTRADOR_DATA_DIR",
            folder.resolve("loaded").toString(),
            "MOSTRADOR_RATE_LIMITS",
            "off");
    Process server = start(how, settings, port);
    try (Load load = new Load()) {
      await(port, server);
      URI base = URI.create("http://127.0.0.1:" + port);
      ApiClient admin = new ApiClient(base).logIn("admin", "Mostrador-2026!");
      String product = new Goods(admin).product("10.00", "9999999");
      Map<String, String> headers =
          Map.of(
              "Authorization", admin.header("Authorization"), "Content-Type", "application/json");
      Load.Shot sale =
          new Load.Shot(
              HttpMethod.POST,
              () -> base.resolve("/api/v1/sales/create-and-confirm/"),
              () -> headers,
              () -> Purchase.of(product, "10.00").toBuffer());
      double sales = load.perSecond(sale, 201, 15);
      double pages =
          load.perSecond(Load.Shot.get(base.resolve("/api/v1/public/catalog/")), 200, 15);
      System.out.printf("BENCH loaded with %,.0f sales/s, %,.0f pages/s%n", sales, pages);
      return residentMegabytes(server.pid());
    } finally {
      end(server);
    }
  }

  private Process start(Starts how, Map<String, String> settings, int port) throws IOException {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("MOSTRADOR_HTTP_PORT", Integer.toString(port));
    environment.put("MOSTRADOR_MANAGEMENT_PORT", Integer.toString(FreePort.next()));
    environment.put("MOSTRADOR_ADMIN_USERNAME", "admin");
    environment.put("MOSTRADOR_ADMIN_PASSWORD", "Mostrador-2026!");
    ProcessBuilder builder = java(how.jar, how.options, "serve");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private ProcessBuilder java(ServerJar jar, List<String> options, String command) {
    List<String> words = new ArrayList<>();
    words.add(OwnJava.program());
    words.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
    words.addAll(options);
    words.addAll(List.of("-jar", ServerJar.NAME, command));
    return new ProcessBuilder(words)
        .directory(jar.folder().toFile())
        .redirectErrorStream(true)
        .redirectOutput(log().toFile());
  }

  private Path log() {
    return folder.resolve("server.log");
  }

  private static void end(Process server) throws InterruptedException {
    server.destroy();
    if (!server.waitFor(20, TimeUnit.SECONDS)) {
      server.destroyForcibly();
    }
  }

  private static void await(int port, Process server) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_SECONDS);
    while (System.nanoTime() < end && server.isAlive()) {
      try {
        var connection =
            (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/health/").toURL().openConnection();
        if (connection.getResponseCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
    throw new IllegalStateException("the server did not start");
  }

  private static double residentMegabytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** The first one warmed the disk's cache up. */
  private static double median(List<Double> values) {
    return values.stream().skip(1).sorted().skip(STARTS / 2).findFirst().orElseThrow();
  }
}
