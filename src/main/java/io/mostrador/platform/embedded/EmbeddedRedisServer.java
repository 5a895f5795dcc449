package io.mostrador.platform.embedded;

import io.mostrador.platform.embedded.ServerProcess.Farewell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** The Redis server of one data folder, while it runs; it keeps nothing on the disk. */
final class EmbeddedRedisServer {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedisServer.class);
  private static final String FOLDER = "redis";
  private static final PortRange PORTS = new PortRange(26_000, 31_999);
  private static final Duration START_LIMIT = Duration.ofSeconds(15);
  private static final List<Farewell> FAREWELLS =
      List.of(
          new Farewell("TERM", Duration.ofSeconds(5)), new Farewell("KILL", Duration.ofSeconds(5)));

  private static final Map<OsArchitecture, String> SELF_CONTAINED =
      Map.of(OsArchitecture.UNIX_x86_64, "/redis-server-6.2.7-linux-386");

  /** With its own name in the process list, we would not know it again after we were killed. */
  private static final String CONFIGURATION =
      """
      bind 127.0.0.1
      port %s
      dir "%s"
      pidfile "%s"
      set-proc-title no
      daemonize no
      save ""
      appendonly no
      maxmemory 64mb
      maxmemory-policy allkeys-lru
      %s
      """;

  private final ServerProcess process;
  private final String url;

  private EmbeddedRedisServer(ServerProcess process, String url) {
    this.process = process;
    this.url = url;
  }

  static EmbeddedRedisServer start(ClaimedFolder folder, Durability durability) {
    stopLeftover(folder);
    Path home = home(folder);
    int port = PORTS.choose(folder, "redis.port");
    configure(home, port, durability);
    ServerProcess process = serve(home);
    return new EmbeddedRedisServer(process, "redis://127.0.0.1:" + port);
  }

  /** Stops the server that a killed process of ours left running on the folder, if any. */
  static void stopLeftover(ClaimedFolder folder) {
    Path home = folder.resolve(FOLDER);
    ServerProcess.stopLeftover(
        processIdFile(home), "redis-server", configurationFile(home), FAREWELLS);
  }

  String url() {
    return url;
  }

  void stop() {
    process.stop(FAREWELLS);
  }

  private static Path home(ClaimedFolder folder) {
    try {
      return Files.createDirectories(folder.resolve(FOLDER));
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause("Cannot create a folder for Redis", cause);
    }
  }

  private static void configure(Path home, int port, Durability durability) {
    String configuration =
        CONFIGURATION.formatted(
            port, quoted(home), quoted(processIdFile(home)), durability.redisUser());
    try {
      Files.writeString(configurationFile(home), configuration);
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause("Cannot configure Redis in " + home, cause);
    }
  }

  /** The usual program for 64-bit Linux wants OpenSSL 3; an older one brings all it needs. */
  private static ServerProcess serve(Path home) {
    try {
      return serve(home, ExecutableProvider.newJarResourceProvider(home.toFile()));
    } catch (EmbeddedServicesException failure) {
      if (failure.remedy() != Remedy.LIBRARIES || !SELF_CONTAINED.containsKey(system())) {
        throw failure;
      }
      LOG.info("Redis lacks a library here: taking its self-contained program");
      LOG.debug("The usual program failed", failure);
      return serve(home, ExecutableProvider.newJarResourceProvider(home::toFile, SELF_CONTAINED));
    }
  }

  private static ServerProcess serve(Path home, ExecutableProvider program) {
    NativeProcess process =
        NativeProcess.startServer(
            "Redis",
            new ProcessBuilder(executable(program), configurationFile(home).toString()),
            "Ready to accept connections",
            line -> LOG.debug("Redis: {}", line));
    try {
      process.awaitReady(START_LIMIT);
      return process.server();
    } catch (EmbeddedServicesException failure) {
      process.server().stop(FAREWELLS);
      throw failure;
    }
  }

  private static String executable(ExecutableProvider program) {
    try {
      return program.get().getAbsolutePath();
    } catch (IOException cause) {
      throw EmbeddedServicesException.afterCause("Cannot unpack Redis", cause);
    }
  }

  private static OsArchitecture system() {
    return OsArchitecture.detectOSandArchitecture();
  }

  private static Path configurationFile(Path home) {
    return home.resolve("redis.conf");
  }

  private static Path processIdFile(Path home) {
    return home.resolve("redis.pid");
  }

  private static String quoted(Path path) {
    return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
