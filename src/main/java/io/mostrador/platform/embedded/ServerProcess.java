package io.mostrador.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server, ours or left over from a run of ours that was killed. */
record ServerProcess(ProcessHandle handle) {

  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(2);

  /**
   * One way to ask a server to stop.
   *
   * @param signal its name without SIG
   */
  record Farewell(String signal, Duration limit) {}

  /**
   * Stops the server that a killed process of ours left running, if any.
   *
   * @param program part of its program's name
   * @param argument the folder or file it works on; another server of the same kind has another
   */
  static void stopLeftover(
      Path processIdFile, String program, Path argument, List<Farewell> farewells) {
    processId(processIdFile)
        .flatMap(ProcessHandle::of)
        .filter(handle -> handle.info().command().orElse("").contains(program))
        .filter(handle -> hasArgument(handle, argument.toString()))
        .ifPresent(
            leftover -> {
              LOG.warn("Stopping {} {}, which a killed Mostrador left", program, leftover.pid());
              new ServerProcess(leftover).stop(farewells);
            });
  }

  /** The first line of a pid file. */
  static Optional<Long> processId(Path file) {
    try {
      return Files.readString(file)
          .lines()
          .findFirst()
          .map(String::strip)
          .filter(line -> line.matches("\\d{1,10}"))
          .map(Long::valueOf);
    } catch (NoSuchFileException stopped) {
      return Optional.empty();
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause("Cannot read " + file, cause);
    }
  }

  /**
   * Sends the signals in turn, each when the one before had no effect in its time; an interruption
   * of this thread is kept for afterwards.
   */
  void stop(List<Farewell> farewells) {
    boolean interrupted = false;
    try {
      for (Farewell farewell : farewells) {
        interrupted |= Thread.interrupted();
        if (!isRunning() || ends(farewell)) {
          return;
        }
        LOG.warn("Process {} did not end after SIG{}", handle.pid(), farewell.signal());
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    throw new EmbeddedServicesException(
        "Process " + handle.pid() + " does not end: stop it by hand (kill -9).");
  }

  private boolean ends(Farewell farewell) {
    signal(farewell.signal());
    return awaitEnd(farewell.limit());
  }

  /** Java itself sends SIGTERM and SIGKILL only. */
  private void signal(String signal) {
    ProcessBuilder kill = new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + handle.pid());
    try {
      LOG.debug("kill said {}", NativeProcess.run("kill", kill, "", KILL_LIMIT));
    } catch (EmbeddedServicesException ended) {
      LOG.debug("No process to signal", ended);
    }
  }

  /** False when the time is over. */
  private boolean awaitEnd(Duration limit) {
    boolean interrupted = Thread.interrupted();
    long deadline = System.nanoTime() + limit.toNanos();
    while (isRunning() && System.nanoTime() - deadline < 0) {
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !isRunning();
  }

  private boolean isRunning() {
    // An ended process that its parent has not collected still counts as alive, without a command.
    return handle.isAlive() && handle.info().command().isPresent();
  }

  private static boolean hasArgument(ProcessHandle handle, String argument) {
    return Arrays.asList(handle.info().arguments().orElse(new String[0])).contains(argument);
  }
}
