package io.mostrador.platform.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A program that we started, and the last lines it wrote. */
final class NativeProcess {

  private static final int LINES_KEPT = 30;
  private static final Duration LAST_LINES_LIMIT = Duration.ofSeconds(1);

  /**
   * Ctrl-C in a terminal reaches every program of its foreground group: a server must not be in it,
   * or the database would stop before the requests that still use it. macOS has no such program.
   */
  private static final List<String> OWN_SESSION =
      isOnPath("setsid") ? List.of("setsid") : List.of();

  private final String name;
  private final Process process;
  private final String readyText;
  private final Consumer<String> log;
  private final CountDownLatch settled = new CountDownLatch(1); // ready, or never will be
  private volatile boolean ready;
  private final Deque<String> lastLines = new ArrayDeque<>(); // guarded by itself
  private final Thread reader;

  private NativeProcess(String name, Process process, String readyText, Consumer<String> log) {
    this.name = name;
    this.process = process;
    this.readyText = readyText;
    this.log = log;
    this.reader = new Thread(this::read, "output of " + name + " " + process.pid());
    reader.setDaemon(true);
  }

  /**
   * A server, in a session of its own.
   *
   * @param readyText part of the line it writes when it can be used
   * @param log takes each line it writes
   */
  static NativeProcess startServer(
      String name, ProcessBuilder program, String readyText, Consumer<String> log) {
    List<String> command = new ArrayList<>(OWN_SESSION);
    command.addAll(program.command());
    return start(
        name, program.command(command).redirectInput(new File("/dev/null")), readyText, log);
  }

  /** A program that ends by itself: its last lines; fails unless it exits with 0 in time. */
  static String run(String name, ProcessBuilder program, String input, Duration limit) {
    NativeProcess run = start(name, program, "", line -> {});
    run.send(input);
    if (!run.awaitExit(limit)) {
      run.kill();
      throw EmbeddedServicesException.afterOutput(
          name + " did not finish within " + limit.toSeconds() + " s", run.output());
    }
    if (run.process.exitValue() != 0) {
      throw EmbeddedServicesException.afterOutput(name + " failed", run.output());
    }
    return run.output();
  }

  /** Fails when it ends or the time is over before it is ready. */
  void awaitReady(Duration limit) {
    try {
      if (!settled.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw EmbeddedServicesException.afterOutput(
            name + " was not ready after " + limit.toSeconds() + " s", output());
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw EmbeddedServicesException.afterCause(name + " was told to stop early", interruption);
    }
    if (!ready) {
      throw EmbeddedServicesException.afterOutput(name + " did not start", output());
    }
  }

  ServerProcess server() {
    return new ServerProcess(process.toHandle());
  }

  private static NativeProcess start(
      String name, ProcessBuilder program, String readyText, Consumer<String> log) {
    try {
      Process process = program.redirectErrorStream(true).start();
      NativeProcess started = new NativeProcess(name, process, readyText, log);
      started.reader.start();
      return started;
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause(name + " could not be run", cause);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        accept(line);
      }
    } catch (IOException endOfProcess) {
      log.accept(name + ": " + endOfProcess);
    } finally {
      settled.countDown();
    }
  }

  private void accept(String line) {
    synchronized (lastLines) {
      lastLines.addLast(line);
      if (lastLines.size() > LINES_KEPT) {
        lastLines.removeFirst();
      }
    }
    log.accept(line);
    if (!readyText.isEmpty() && line.contains(readyText)) {
      ready = true;
      settled.countDown();
    }
  }

  private void send(String input) {
    try (Writer writer = process.outputWriter(StandardCharsets.UTF_8)) {
      writer.write(input);
    } catch (IOException ended) {
      accept("(it did not read its input: " + ended.getMessage() + ")"); // its exit code decides
    }
  }

  private boolean awaitExit(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private String output() {
    try {
      if (!process.isAlive()) {
        reader.join(LAST_LINES_LIMIT.toMillis());
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
    synchronized (lastLines) {
      return String.join("\n", lastLines);
    }
  }

  private static boolean isOnPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
