package io.mostrador.faults;

import io.mostrador.testing.ApiClient;
import io.mostrador.testing.FreePort;
import io.mostrador.testing.OwnJava;
import io.mostrador.testing.Patience;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server as a process of its own, at the same ports however often it is killed and started. */
final class Node implements AutoCloseable {

  static final String ADMIN = "admin";
  static final String PASSWORD = "Mostrador-2026!";
  private static final long START_WITHIN_SECONDS = 90;
  private static final AtomicInteger nodes = new AtomicInteger();

  private final Path log = Form.FOLDER.resolve("node-" + nodes.incrementAndGet() + ".log");
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> options;
  private final URI base;
  private final URI management;
  private Process process;

  /**
   * @param settings by environment variable, beside those that every node of a test has
   */
  Node(Map<String, String> settings) {
    this(settings, List.of());
  }

  /**
   * @param options of its Java
   */
  Node(Map<String, String> settings, List<String> options) {
    this.options = options;
    int port = FreePort.next();
    int managementPort = FreePort.next();
    base = URI.create("http://127.0.0.1:" + port);
    management = URI.create("http://127.0.0.1:" + managementPort);
    environment.put("MOSTRADOR_HTTP_HOST", "127.0.0.1");
    environment.put("MOSTRADOR_HTTP_PORT", Integer.toString(port));
    environment.put("MOSTRADOR_MANAGEMENT_PORT", Integer.toString(managementPort));
    environment.put("MOSTRADOR_ADMIN_USERNAME", ADMIN);
    environment.put("MOSTRADOR_ADMIN_PASSWORD", PASSWORD);
    environment.put("MOSTRADOR_RATE_LIMITS", "off");
    environment.put("MOSTRADOR_EVENT_LOOPS", "2");
    environment.putAll(settings);
  }

  URI base() {
    return base;
  }

  ApiClient anonymous() {
    return new ApiClient(base);
  }

  ApiClient admin() {
    return anonymous().logIn(ADMIN, PASSWORD);
  }

  /** All that it has written so far. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Returns at once; {@link #awaitReady} waits. */
  void start() {
    String java = OwnJava.program();
    String classes = OwnJava.classPath();
    List<String> command =
        new ArrayList<>(List.of(java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", classes, "io.mostrador.Main", "serve"));
    try {
      Files.createDirectories(Form.FOLDER);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().keySet().removeIf(name -> name.startsWith("MOSTRADOR_"));
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Until its health check says {@code ok}. */
  void awaitReady() {
    await("ok", TimeUnit.SECONDS.toMillis(START_WITHIN_SECONDS));
  }

  /** Until its health check says so; returns the nanoseconds that took. */
  long await(String status, long withinMillis) {
    long start = System.nanoTime();
    while (!readiness().equals(status)) {
      if (!process.isAlive()) {
        throw new AssertionError("the server has ended; see " + log);
      }
      if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(withinMillis)) {
        throw new AssertionError("the server is " + readiness() + ", not " + status);
      }
      Patience.pause(25);
    }
    return System.nanoTime() - start;
  }

  /** As the health check has it; empty when nobody answers. */
  String readiness() {
    try {
      String text = anonymous().get(management + "/health/ready").text();
      return new JsonObject(text).getString("status");
    } catch (IllegalStateException nobody) {
      return "";
    }
  }

  /** As {@code kill -9} does; returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(10);
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Its exit status. */
  int awaitEnd(int withinSeconds) {
    try {
      if (!process.waitFor(withinSeconds, TimeUnit.SECONDS)) {
        throw new AssertionError("the server does not end; see " + log);
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.destroyForcibly();
      awaitEnd(10);
    }
  }
}
