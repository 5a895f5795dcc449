package io.mostrador.platform.embedded;

import io.mostrador.testing.OwnJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that runs the services on a folder until it is killed or its input ends. */
final class ServicesInAnotherProcess implements AutoCloseable {

  private static final String READY = "services are ready";
  private static final long END_SECONDS = 30;

  private final Process process;

  private ServicesInAnotherProcess(Process process) {
    this.process = process;
  }

  public static void main(String[] arguments) throws IOException {
    try (EmbeddedServices services = EmbeddedServices.start(Path.of(arguments[0]))) {
      System.out.println(READY + " at " + services.databaseUrl());
      int end = System.in.read();
      System.out.println("input ended with " + end);
    }
  }

  static ServicesInAnotherProcess launch(Path folder, Map<String, String> environment)
      throws IOException {
    String java = OwnJava.program();
    String classPath = OwnJava.classPath();
    String main = ServicesInAnotherProcess.class.getName();
    ProcessBuilder jvm =
        new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-cp", classPath, main)
            .redirectErrorStream(true);
    jvm.command().add(folder.toString());
    jvm.environment().putAll(environment);
    return new ServicesInAnotherProcess(jvm.start());
  }

  /** What it wrote until it was ready, or ended. */
  String awaitReadyOrEnd() throws IOException {
    StringBuilder output = new StringBuilder();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      output.append(line).append('\n');
      if (line.startsWith(READY)) {
        break;
      }
    }
    return output.toString();
  }

  /** As {@code kill -9} does; returns when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  void awaitEnd() throws InterruptedException {
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("process " + process.pid() + " does not end");
    }
  }

  int exitCode() {
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
