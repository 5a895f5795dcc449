package io.mostrador.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedServicesIT {

  /** One for all, so that PostgreSQL is unpacked once; every test leaves it without processes. */
  @TempDir static Path data;

  @Test
  void data_and_addresses_survive_a_restart() throws SQLException {
    String databaseUrl;
    String redisUrl;
    try (EmbeddedServices services = EmbeddedServices.start(data)) {
      databaseUrl = services.databaseUrl();
      redisUrl = services.redisUrl();
      execute(databaseUrl, "CREATE TABLE kept AS SELECT 'molcajete' AS name");
    }
    try (EmbeddedServices services = EmbeddedServices.start(data)) {
      assertThat(services.databaseUrl()).isEqualTo(databaseUrl);
      assertThat(services.redisUrl()).isEqualTo(redisUrl);
      assertThat(query(databaseUrl, "SELECT name FROM kept")).containsExactly("molcajete");
    }
    assertThat(databaseUrl)
        .matches("postgresql://mostrador:[\\w-]{32}@127\\.0\\.0\\.1:2\\d{4}/mostrador");
    assertThat(redisUrl).matches("redis://127\\.0\\.0\\.1:(2|3)\\d{4}");
  }

  @Test
  void data_survives_a_killed_process_and_its_orphans_are_stopped() throws Exception {
    List<ProcessHandle> orphans;
    try (ServicesInAnotherProcess other = ServicesInAnotherProcess.launch(data, Map.of())) {
      String url = urlIn(other.awaitReadyOrEnd());
      execute(url, "CREATE TABLE survivor AS SELECT 'comal' AS name");
      other.kill();
      orphans = servers();
      assertThat(orphans).hasSize(2).allMatch(EmbeddedServicesIT::isRunning);
    }
    try (EmbeddedServices services = EmbeddedServices.start(data)) {
      assertThat(orphans).noneMatch(EmbeddedServicesIT::isRunning);
      assertThat(query(services.databaseUrl(), "SELECT name FROM survivor"))
          .containsExactly("comal");
      assertThat(redis(services.redisUrl(), "PING")).startsWith("+PONG");
    }
  }

  @Test
  void a_second_process_is_refused_and_the_first_goes_on() throws Exception {
    try (EmbeddedServices services = EmbeddedServices.start(data)) {
      assertThatThrownBy(() -> EmbeddedServices.start(data))
          .isInstanceOf(EmbeddedServicesException.class)
          .hasMessageContaining("in use by another Mostrador (in this very process)");
      try (ServicesInAnotherProcess other = ServicesInAnotherProcess.launch(data, Map.of())) {
        assertThat(other.awaitReadyOrEnd())
            .contains("in use by another Mostrador (process " + ProcessHandle.current().pid() + ")")
            .contains("Stop that one first");
        other.awaitEnd();
        assertThat(other.exitCode()).isNotZero();
      }
      assertThat(query(services.databaseUrl(), "SELECT 'still here'"))
          .containsExactly("still here");
      assertThat(redis(services.redisUrl(), "PING")).startsWith("+PONG");
    }
  }

  @Test
  void nothing_is_left_running_after_close() throws Exception {
    List<ProcessHandle> running = new ArrayList<>();
    try (EmbeddedServices services = EmbeddedServices.start(data)) {
      assertThat(redis(services.redisUrl(), "PING")).startsWith("+PONG");
      for (ProcessHandle server : servers()) {
        running.add(server);
        server.descendants().forEach(running::add);
      }
      assertThat(running).hasSizeGreaterThan(2).allMatch(EmbeddedServicesIT::isRunning);
    }
    assertThat(running).noneMatch(EmbeddedServicesIT::isRunning);
  }

  @Test
  void an_interrupted_thread_stops_them_too_and_stays_interrupted() {
    EmbeddedServices services = EmbeddedServices.start(data);
    List<ProcessHandle> running = servers();
    Thread.currentThread().interrupt();
    services.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(running).hasSize(2).noneMatch(EmbeddedServicesIT::isRunning);
  }

  @Test
  void a_pid_file_that_names_a_stranger_does_not_hinder() throws Exception {
    EmbeddedServices.start(data).close();
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(data.resolve("postgresql/postmaster.pid"), stranger.pid() + "\n");
      Files.writeString(data.resolve("redis/redis.pid"), stranger.pid() + "\n");
      try (EmbeddedServices services = EmbeddedServices.start(data)) {
        assertThat(query(services.databaseUrl(), "SELECT 'well'")).containsExactly("well");
      }
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void a_start_that_was_interrupted_while_it_made_the_database_is_repeated() throws Exception {
    Path fresh = Files.createDirectory(data.resolve("fresh"));
    EmbeddedServices.start(data).close();
    Files.createSymbolicLink(fresh.resolve("programs"), data.resolve("programs"));
    Path halfMade = Files.createDirectory(fresh.resolve("postgresql-draft-1"));
    Files.writeString(halfMade.resolve("PG_VERSION"), "18\n");
    Files.setLastModifiedTime(halfMade, FileTime.from(Instant.now().minus(1, ChronoUnit.HOURS)));
    try (EmbeddedServices services = EmbeddedServices.start(fresh)) {
      assertThat(query(services.databaseUrl(), "SELECT current_user")).containsExactly("mostrador");
    }
    assertThat(halfMade).doesNotExist();
  }

  @Test
  void a_lost_password_file_is_replaced_and_the_old_password_ends() throws Exception {
    String oldUrl;
    try (EmbeddedServices services = EmbeddedServices.start(data)) {
      oldUrl = services.databaseUrl();
    }
    Path file = data.resolve("postgresql.password");
    Files.delete(file);
    try (EmbeddedServices services = EmbeddedServices.start(data)) {
      assertThat(services.databaseUrl()).isNotEqualTo(oldUrl);
      assertThat(query(services.databaseUrl(), "SELECT current_user")).containsExactly("mostrador");
      assertThatThrownBy(() -> query(oldUrl, "SELECT 1"))
          .hasMessageContaining("password authentication failed");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void a_taken_port_is_replaced_by_a_free_one() throws Exception {
    EmbeddedServices.start(data).close();
    int kept = Integer.parseInt(Files.readString(data.resolve("postgresql.port")).strip());
    try (ServerSocket taken = new ServerSocket(kept, 1, InetAddress.getLoopbackAddress());
        EmbeddedServices services = EmbeddedServices.start(data)) {
      assertThat(URI.create(services.databaseUrl()).getPort())
          .isNotEqualTo(taken.getLocalPort())
          .isBetween(20_000, 32_767);
    }
  }

  @Test
  void the_database_is_durable_private_and_sorts_spanish() throws Exception {
    try (EmbeddedServices services = EmbeddedServices.start(data)) {
      String url = services.databaseUrl();
      assertThat(settings(url, "fsync", "synchronous_commit", "full_page_writes"))
          .containsOnly("on");
      assertThat(settings(url, "listen_addresses", "server_encoding", "max_connections"))
          .containsExactly("127.0.0.1", "UTF8", "100");
      assertThat(
              query(
                  url,
                  """
                  SELECT name
                  FROM (VALUES ('ocote'), ('ñame'), ('Nopal'), ('árbol'), ('nuez')) AS goods (name)
                  ORDER BY name COLLATE "es-MX-x-icu"
                  """))
          .containsExactly("árbol", "Nopal", "nuez", "ñame", "ocote");
      assertThat(query(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
          .containsExactly("f");
    }
  }

  @Test
  void redis_is_bounded_and_gives_local_users_no_way_to_write_files() throws Exception {
    try (EmbeddedServices services = EmbeddedServices.start(data)) {
      String url = services.redisUrl();
      assertThat(redis(url, "SET answer 42")).startsWith("+OK");
      assertThat(redis(url, "CONFIG SET dir /tmp")).startsWith("-NOPERM");
      assertThat(redis(url, "INFO memory"))
          .contains("maxmemory:67108864", "maxmemory_policy:allkeys-lru");
    }
    assertThat(data.resolve("redis/dump.rdb")).doesNotExist();
  }

  @Test
  void throwaway_services_are_fast_and_leave_nothing() throws Exception {
    Path folder;
    try (EmbeddedServices services = EmbeddedServices.startThrowaway()) {
      folder = services.dataDir();
      assertThat(folder.resolve("postgresql/PG_VERSION")).exists();
      assertThat(settings(services.databaseUrl(), "fsync", "synchronous_commit"))
          .containsOnly("off");
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void redis_starts_where_its_usual_program_lacks_a_library() throws Exception {
    Path noLibrary = Files.createDirectory(data.resolve("no-library"));
    Files.createFile(noLibrary.resolve("libssl.so.3"));
    try (ServicesInAnotherProcess other =
        ServicesInAnotherProcess.launch(data, Map.of("LD_LIBRARY_PATH", noLibrary.toString()))) {
      assertThat(other.awaitReadyOrEnd()).contains("postgresql://");
      assertThat(servers().get(1).info().command().orElseThrow()).endsWith("linux-386");
      other.kill();
    } finally {
      EmbeddedServices.start(data).close();
    }
  }

  @Test
  void a_folder_that_cannot_be_written_is_refused_with_what_to_do() throws IOException {
    Path file = Files.writeString(data.resolve("a-file"), "");
    assertThatThrownBy(() -> EmbeddedServices.start(file.resolve("below")))
        .isInstanceOf(EmbeddedServicesException.class)
        .hasMessageContaining("Cannot create the data folder")
        .hasMessageContaining("Choose a data folder");
  }

  private static String urlIn(String output) {
    return output
        .lines()
        .filter(line -> line.contains("postgresql://"))
        .map(line -> line.substring(line.indexOf("postgresql://")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(output));
  }

  /** PostgreSQL and Redis, as their pid files name them. */
  private static List<ProcessHandle> servers() {
    return Stream.of("postgresql/postmaster.pid", "redis/redis.pid")
        .map(file -> ServerProcess.processId(data.resolve(file)).orElseThrow())
        .map(id -> ProcessHandle.of(id).orElseThrow())
        .toList();
  }

  /** An ended process counts as alive, without a command, until its parent has collected it. */
  private static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static List<String> settings(String url, String... names) throws SQLException {
    List<String> values = new ArrayList<>();
    for (String name : names) {
      values.addAll(query(url, "SHOW " + name));
    }
    return values;
  }

  private static void execute(String url, String statement) throws SQLException {
    try (Connection connection = connect(url);
        Statement sql = connection.createStatement()) {
      sql.executeUpdate(statement);
    }
  }

  /** The first column. */
  private static List<String> query(String url, String statement) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect(url);
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery(statement)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static Connection connect(String url) throws SQLException {
    URI uri = URI.create(url);
    String[] login = uri.getUserInfo().split(":", 2);
    String jdbc = "jdbc:postgresql://127.0.0.1:" + uri.getPort() + uri.getPath();
    return DriverManager.getConnection(jdbc, login[0], login[1]);
  }

  /** The replies as they come over the wire. */
  private static String redis(String url, String command) throws IOException {
    URI uri = URI.create(url);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(5_000);
      String lines = command + "\r\nQUIT\r\n";
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
