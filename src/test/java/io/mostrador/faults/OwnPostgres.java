package io.mostrador.faults;

import io.mostrador.platform.embedded.EmbeddedServices;
import io.mostrador.testing.Patience;
import io.mostrador.testing.TestServices;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A durable PostgreSQL of the tests' own, to be killed, frozen and started again; always at the
 * same address.
 */
final class OwnPostgres implements AutoCloseable {

  private static final String CONNECTIONS =
      """
      SELECT pid FROM pg_stat_activity WHERE application_name = ?
      """;

  private final Path folder;
  private EmbeddedServices services;

  OwnPostgres() throws IOException {
    folder = Files.createTempDirectory("own-postgres");
    services = EmbeddedServices.start(folder);
  }

  URI url() {
    return URI.create(services.databaseUrl());
  }

  /** The process ids of the connections of that name. */
  Set<Integer> connections(String application) {
    Set<Integer> ids = new HashSet<>();
    try (Connection connection = TestServices.connect(url());
        var query = connection.prepareStatement(CONNECTIONS)) {
      query.setString(1, application);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getInt(1));
        }
      }
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
    return ids;
  }

  /** All of its processes, with {@code kill -9}. */
  void kill() {
    List<ProcessHandle> processes = processes();
    signal("-KILL", processes);
    processes.forEach(OwnPostgres::awaitEnd);
  }

  /** As {@code pg_ctl stop -m immediate} does. */
  void stopImmediately() {
    List<ProcessHandle> processes = processes();
    signal("-QUIT", processes.subList(0, 1));
    processes.forEach(OwnPostgres::awaitEnd);
  }

  /** Returns when it takes connections. */
  void start() {
    URI before = url();
    services.close();
    services = EmbeddedServices.start(folder);
    if (!before.equals(url())) {
      throw new IllegalStateException("PostgreSQL came back at " + url().getPort());
    }
  }

  /** As {@code ALTER SYSTEM} and a reload do, for which no user of ours has the right. */
  void set(String name, String value) {
    Path settings = folder.resolve("postgresql/postgresql.auto.conf");
    try {
      Files.writeString(settings, name + " = " + value + "\n", StandardOpenOption.APPEND);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
    signal("-HUP", processes().subList(0, 1));
  }

  void freeze() {
    signal("-STOP", processes());
  }

  void thaw() {
    signal("-CONT", processes());
  }

  /** The server first, then those that serve a connection each. */
  private List<ProcessHandle> processes() {
    try (Stream<String> lines = Files.lines(folder.resolve("postgresql/postmaster.pid"))) {
      long id = Long.parseLong(lines.findFirst().orElseThrow().strip());
      ProcessHandle server = ProcessHandle.of(id).orElseThrow();
      List<ProcessHandle> all = new ArrayList<>(List.of(server));
      server.descendants().forEach(all::add);
      return all;
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void signal(String signal, List<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    processes.forEach(each -> command.add(Long.toString(each.pid())));
    try {
      int unused = new ProcessBuilder(command).start().waitFor(); // some may have ended by now
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void awaitEnd(ProcessHandle process) {
    Patience.until(5, () -> process.info().command().isEmpty());
  }

  @Override
  public void close() {
    services.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(OwnPostgres::delete);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
