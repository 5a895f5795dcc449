package io.mostrador.testing;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/** A Redis of a test's own, to be stopped, frozen and started again; always at the same address. */
public final class OwnRedis implements AutoCloseable {

  private final int port = FreePort.next();
  private final File program;
  private Process process;

  public OwnRedis() throws IOException {
    File folder = Files.createTempDirectory("own-redis").toFile();
    program = ExecutableProvider.newJarResourceProvider(folder).get();
    start();
  }

  public URI url() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  public void start() {
    try {
      process =
          new ProcessBuilder(
                  program.getAbsolutePath(),
                  "--port",
                  Integer.toString(port),
                  "--bind",
                  "127.0.0.1",
                  "--save",
                  "")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      awaitPort();
    } catch (IOException broken) {
      throw new IllegalStateException("no Redis", broken);
    }
  }

  private void awaitPort() throws IOException {
    for (int tries = 0; tries < 200; tries++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        return;
      } catch (IOException notYet) {
        Patience.pause(25);
      }
    }
    throw new IOException("Redis does not listen");
  }

  public void stop() {
    process.destroyForcibly();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** It keeps its connections and answers nothing. */
  public void freeze() {
    signal("-STOP");
  }

  public void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      int status =
          new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill " + signal);
      }
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
