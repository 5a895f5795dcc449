package io.mostrador.platform.embedded;

import io.mostrador.platform.embedded.ServerProcess.Farewell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL server of one data folder, while it runs. */
final class EmbeddedPostgresServer {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresServer.class);
  private static final PortRange PORTS = new PortRange(20_000, 25_999);
  private static final Duration START_LIMIT = Duration.ofMinutes(5); // recovery replays up to 1 GB

  /**
   * Fast: open transactions are rolled back. Immediate: the next start recovers. Both lose nothing.
   */
  private static final List<Farewell> FAREWELLS =
      List.of(
          new Farewell("INT", Duration.ofSeconds(20)),
          new Farewell("QUIT", Duration.ofSeconds(10)),
          new Farewell("KILL", Duration.ofSeconds(5)));

  /** On the command line, where they win over every file in the folder. */
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "max_connections=100",
          "shared_buffers=128MB",
          "jit=off",
          "max_logical_replication_workers=0",
          "timezone=UTC",
          "log_timezone=UTC",
          "lc_messages=C",
          "log_destination=stderr",
          "logging_collector=off",
          "log_line_prefix=",
          "log_checkpoints=off",
          "log_min_messages=log"); // not the errors: the client has them, with customers' data

  private final ServerProcess postmaster;
  private final String url;

  private EmbeddedPostgresServer(ServerProcess postmaster, String url) {
    this.postmaster = postmaster;
    this.url = url;
  }

  /**
   * Creates the database where there is none.
   *
   * @param cache where PostgreSQL's programs are kept
   */
  static EmbeddedPostgresServer start(ClaimedFolder folder, Path cache, Durability durability) {
    stopLeftover(folder);
    Launcher launcher = Launcher.forCluster(PostgresCluster.pathIn(folder));
    Path reachable = launcher.isSameUser() ? cache : EmbeddedServices.programsIn(folder);
    PostgresPrograms programs = PostgresPrograms.unpackedIn(reachable);
    PostgresCluster cluster = new PostgresCluster(folder, launcher, programs);
    String password = cluster.prepare(durability);
    int port = PORTS.choose(folder, "postgresql.port");
    ServerProcess postmaster = serve(cluster, settings(port, durability));
    String url = "postgresql://mostrador:%s@127.0.0.1:%s/mostrador".formatted(password, port);
    return new EmbeddedPostgresServer(postmaster, url);
  }

  /** Stops the server that a killed process of ours left running on the folder, if any. */
  static void stopLeftover(ClaimedFolder folder) {
    ServerProcess.stopLeftover(
        PostgresCluster.processIdFileIn(folder),
        "postgres",
        PostgresCluster.pathIn(folder),
        FAREWELLS);
  }

  String url() {
    return url;
  }

  void stop() {
    postmaster.stop(FAREWELLS);
  }

  private static List<String> settings(int port, Durability durability) {
    List<String> settings = new ArrayList<>(SETTINGS);
    settings.add("port=" + port);
    settings.addAll(durability.postgresSettings());
    return settings;
  }

  private static ServerProcess serve(PostgresCluster cluster, List<String> settings) {
    NativeProcess process =
        NativeProcess.startServer(
            "PostgreSQL",
            cluster.server(settings),
            "database system is ready to accept connections",
            line -> LOG.info("PostgreSQL: {}", line));
    try {
      process.awaitReady(START_LIMIT);
      return process.server();
    } catch (EmbeddedServicesException failure) {
      process.server().stop(FAREWELLS);
      throw failure;
    }
  }
}
