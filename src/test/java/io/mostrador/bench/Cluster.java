package io.mostrador.bench;

import io.mostrador.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The processes of the embedded PostgreSQL that this process started. */
final class Cluster {

  private static final int MILLIS_A_TICK = 10;
  private static final int USER_TIME = 11;
  private static final int KERNEL_TIME_OF_ENDED = 14;

  private final ProcessHandle postmaster;
  private final Path folder;

  private Cluster(ProcessHandle postmaster, Path folder) {
    this.postmaster = postmaster;
    this.folder = folder;
  }

  /** Fails where PostgreSQL runs in a container. */
  static Cluster own() {
    return ProcessHandle.current()
        .descendants()
        .flatMap(Cluster::asPostmaster)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no embedded PostgreSQL"));
  }

  private static Stream<Cluster> asPostmaster(ProcessHandle process) {
    List<String> words = List.of(read(process, "cmdline").split("\0"));
    int at = words.indexOf("-D");
    return at < 0 || !words.get(0).endsWith("/postgres")
        ? Stream.empty()
        : Stream.of(new Cluster(process, Path.of(words.get(at + 1))));
  }

  /**
   * As {@code ALTER SYSTEM} and a reload do, for which no user of ours has the right.
   *
   * @param lines each {@code name = value}
   */
  void set(String... lines) {
    try {
      Files.writeString(
          folder.resolve("postgresql.auto.conf"),
          String.join("\n", lines) + "\n",
          StandardOpenOption.APPEND);
      int failed =
          new ProcessBuilder("kill", "-HUP", Long.toString(postmaster.pid())).start().waitFor();
      if (failed != 0) {
        throw new IllegalStateException("PostgreSQL is gone");
      }
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
    Patience.pause(500); // until each connection has read it
  }

  /** Processor time so far, also of connections that ended; a multiple of ten. */
  long millis() {
    return Stream.concat(Stream.of(postmaster), postmaster.descendants())
        .mapToLong(Cluster::millis)
        .sum();
  }

  private static long millis(ProcessHandle process) {
    String stat = read(process, "stat");
    if (stat.isEmpty()) {
      return 0;
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return LongStream.rangeClosed(USER_TIME, KERNEL_TIME_OF_ENDED)
            .map(each -> Long.parseLong(fields[(int) each]))
            .sum()
        * MILLIS_A_TICK;
  }

  /** Empty for a process that has ended. */
  private static String read(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (IOException ended) {
      return "";
    }
  }
}
