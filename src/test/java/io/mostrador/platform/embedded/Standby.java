package io.mostrador.platform.embedded;

import io.mostrador.platform.embedded.ServerProcess.Farewell;
import io.mostrador.platform.postgres.ServerAddress;
import io.mostrador.testing.FreePort;
import io.mostrador.testing.Patience;
import io.mostrador.testing.TestServices;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL of the tests' own with a standby that follows it by streaming replication.
 *
 * <p>There is no {@code pg_basebackup} among the embedded programs, so the standby begins as a copy
 * of the primary's folder, made while that is stopped.
 */
public final class Standby implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<Farewell> FAREWELLS =
      List.of(new Farewell("INT", Duration.ofSeconds(10)), new Farewell("KILL", LIMIT));

  private final Path folder;
  private final EmbeddedServices primary;
  private final Path copy;
  private final PostgresPrograms programs;
  private final int port = FreePort.next();
  private ServerProcess server;

  public Standby() throws IOException {
    folder = Files.createTempDirectory("primary-and-standby");
    EmbeddedServices.start(folder.resolve("primary")).close();
    Path cluster = folder.resolve("primary/postgresql");
    programs = PostgresPrograms.unpackedIn(folder.resolve("primary/programs"));
    Launcher launcher = Launcher.forCluster(cluster);
    run(
        "postgres --single",
        launcher.program(
            programs.program("postgres"),
            List.of("--single", "-D", cluster.toString(), "postgres")),
        "ALTER ROLE mostrador REPLICATION\n",
        LIMIT);
    copy = folder.resolve("standby");
    run("cp", new ProcessBuilder("cp", "-a", cluster.toString(), copy.toString()), "", LIMIT);
    primary = EmbeddedServices.start(folder.resolve("primary"));
    follow();
    start();
  }

  private static void run(String name, ProcessBuilder program, String input, Duration limit) {
    String unused = NativeProcess.run(name, program, input, limit);
  }

  private void follow() throws IOException {
    PgConnectOptions address = ServerAddress.parse(primaryUrl());
    Files.writeString(
        copy.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s'\n"
            .formatted(address.getPort(), address.getUser(), address.getPassword()),
        StandardOpenOption.APPEND);
    Files.createFile(copy.resolve("standby.signal"));
  }

  public URI primaryUrl() {
    return URI.create(primary.databaseUrl());
  }

  public URI url() {
    return URI.create(
        primary.databaseUrl().replaceFirst("127.0.0.1:\\d+/", "127.0.0.1:" + port + "/"));
  }

  /** Returns when it takes connections. */
  public void start() {
    List<String> arguments = new ArrayList<>(List.of("-D", copy.toString()));
    List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "shared_buffers=16MB",
            "fsync=off",
            "timezone=UTC",
            "port=" + port)
        .forEach(setting -> arguments.addAll(List.of("-c", setting)));
    NativeProcess process =
        NativeProcess.startServer(
            "standby",
            Launcher.forCluster(copy).program(programs.program("postgres"), arguments),
            "ready to accept read-only connections",
            line -> {});
    process.awaitReady(LIMIT);
    server = process.server();
  }

  public void stop() {
    server.stop(FAREWELLS);
  }

  /** From now on it follows, but shows nothing new. */
  public void pause() throws SQLException, IOException {
    configure("recovery_min_apply_delay = '1h'\n");
  }

  /** It shows again what has been committed. */
  public void resume() throws SQLException, IOException {
    configure("recovery_min_apply_delay = 0\n");
  }

  /** The user of the tests may not call pg_wal_replay_pause. */
  private void configure(String line) throws IOException {
    Files.writeString(copy.resolve("postgresql.auto.conf"), line, StandardOpenOption.APPEND);
    long id = ServerProcess.processId(copy.resolve("postmaster.pid")).orElseThrow();
    run("kill", new ProcessBuilder("kill", "-HUP", Long.toString(id)), "", LIMIT);
  }

  /** Until the standby has read all that the primary has written. */
  public void awaitCaughtUp() throws SQLException {
    long written = position(primaryUrl(), "pg_current_wal_insert_lsn()");
    for (int tries = 0; tries < 500; tries++) {
      if (position(url(), "pg_last_wal_replay_lsn()") >= written) {
        return;
      }
      Patience.pause(20);
    }
    throw new IllegalStateException("the standby does not follow");
  }

  private static long position(URI database, String of) throws SQLException {
    try (var connection = TestServices.connect(database);
        var query = connection.createStatement();
        var rows = query.executeQuery("SELECT pg_wal_lsn_diff(" + of + ", '0/0')::bigint")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() {
    stop();
    primary.close();
    try {
      new FolderTree(folder).delete();
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
