package io.mostrador.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's own folder below the data folder, with one database and the one user who may log in.
 *
 * <p>Every user of the machine can reach 127.0.0.1, so a password is asked (SCRAM); the superuser
 * has none and so cannot log in.
 */
final class PostgresCluster {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
  private static final String FOLDER = "postgresql";
  private static final String DRAFT_PREFIX = "postgresql-draft-";
  private static final String PASSWORD_FILE = "postgresql.password";
  private static final int PASSWORD_BYTES = 24;
  private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);
  private static final Duration SQL_LIMIT = Duration.ofMinutes(5); // may recover from a crash first

  // One line each: without a server, PostgreSQL takes every line for a statement. CREATEDB serves
  // to load a backup beside the data, and tests that clone a template.
  private static final String CREATE_USER =
      """
      CREATE ROLE mostrador LOGIN CREATEDB PASSWORD '%s'
      """;
  private static final String CREATE_DATABASE =
      """
      CREATE DATABASE mostrador OWNER mostrador
      """;
  private static final String CHANGE_PASSWORD =
      """
      ALTER ROLE mostrador PASSWORD '%s'
      """;

  private final ClaimedFolder folder;
  private final Path path;
  private final Launcher launcher;
  private final PostgresPrograms programs;

  PostgresCluster(ClaimedFolder folder, Launcher launcher, PostgresPrograms programs) {
    this.folder = folder;
    this.path = pathIn(folder);
    this.launcher = launcher;
    this.programs = programs;
  }

  static Path pathIn(ClaimedFolder folder) {
    return folder.resolve(FOLDER);
  }

  static Path processIdFileIn(ClaimedFolder folder) {
    return pathIn(folder).resolve("postmaster.pid");
  }

  /** Creates what is missing, the database or its password file; returns the password. */
  String prepare(Durability durability) {
    removeAbandonedDrafts();
    return Files.exists(path)
        ? folder.read(PASSWORD_FILE).orElseGet(this::changePassword)
        : create(durability);
  }

  /**
   * The program that serves this folder.
   *
   * @param settings each {@code name=value}
   */
  ProcessBuilder server(List<String> settings) {
    List<String> arguments = new ArrayList<>();
    settings.forEach(setting -> arguments.addAll(List.of("-c", setting)));
    return postgres(path, List.of(), arguments);
  }

  /**
   * Under another name first, so that an interrupted start leaves nothing half-made; a new one each
   * time, since initdb may outlive a killed process of ours for a moment.
   */
  private String create(Durability durability) {
    LOG.info("Creating the database in {}", path);
    try {
      Path draft = launcher.createFolder(folder.path(), DRAFT_PREFIX);
      try {
        return createIn(draft, durability);
      } finally {
        new FolderTree(draft).delete();
      }
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause("Cannot create the database in " + path, cause);
    }
  }

  private String createIn(Path draft, Durability durability) throws IOException {
    String password = newPassword();
    initialize(draft, durability);
    run(draft, CREATE_USER.formatted(password) + CREATE_DATABASE);
    folder.write(PASSWORD_FILE, password);
    folder.moveDurably(draft, path);
    return password;
  }

  private void removeAbandonedDrafts() {
    try {
      FolderTree.deleteUntouched(folder.path(), DRAFT_PREFIX + "*");
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause("Cannot clean " + folder.path(), cause);
    }
  }

  private String changePassword() {
    LOG.warn("{} is missing in {}: giving the database a new password", PASSWORD_FILE, path);
    String password = newPassword();
    run(path, CHANGE_PASSWORD.formatted(password));
    folder.write(PASSWORD_FILE, password);
    return password;
  }

  /** With PostgreSQL's own collation: an upgrade of the system cannot spoil an index. */
  private void initialize(Path draft, Durability durability) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-D", draft.toString(), "--username=postgres", "--encoding=UTF8"));
    arguments.addAll(List.of("--auth-local=reject", "--auth-host=scram-sha-256"));
    arguments.addAll(List.of("--locale=C", "--locale-provider=builtin"));
    arguments.addAll(List.of("--builtin-locale=C.UTF-8", "--no-instructions"));
    arguments.addAll(durability.initdbOptions());
    ProcessBuilder initdb = launcher.program(programs.program("initdb"), arguments);
    LOG.debug("{}", NativeProcess.run("initdb", initdb, "", INITDB_LIMIT));
  }

  /** With the superuser's rights, and without a server that others could reach meanwhile. */
  private void run(Path cluster, String statements) {
    ProcessBuilder single =
        postgres(cluster, List.of("--single"), List.of("-c", "exit_on_error=on", "postgres"));
    LOG.debug("{}", NativeProcess.run("postgres --single", single, statements, SQL_LIMIT));
  }

  private ProcessBuilder postgres(Path cluster, List<String> mode, List<String> arguments) {
    List<String> all = new ArrayList<>(mode);
    all.addAll(List.of("-D", cluster.toString()));
    all.addAll(arguments);
    ProcessBuilder postgres = launcher.program(programs.program("postgres"), all);
    // A left-over pid file names a process that is not the server of this folder: that was checked.
    // If the system gave its id to a stranger, PostgreSQL would refuse to start; it does not when
    // this is its grandparent. It still looks for a server that uses the folder's shared memory.
    ServerProcess.processId(processIdFileIn(folder))
        .ifPresent(id -> postgres.environment().put("PG_GRANDPARENT_PID", id.toString()));
    return postgres;
  }

  private static String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
