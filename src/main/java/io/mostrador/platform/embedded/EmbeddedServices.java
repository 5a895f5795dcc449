package io.mostrador.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's own PostgreSQL and Redis on one data folder, from their start until {@link #close}.
 *
 * <p>Everything blocks, within bounds. Whoever starts them closes them: a shutdown hook here would
 * stop the database before the requests that still use it. After a kill the next start cleans up.
 */
public final class EmbeddedServices implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServices.class);

  private final ClaimedFolder folder;
  private final Durability durability;
  private final Optional<EmbeddedRedisServer> redis;
  private final Optional<EmbeddedPostgresServer> postgres;
  private boolean closed; // guarded by this

  /** What can be wanted; a shop may have the other one elsewhere. */
  public enum Part {
    POSTGRES,
    REDIS
  }

  private EmbeddedServices(
      ClaimedFolder folder,
      Durability durability,
      Optional<EmbeddedRedisServer> redis,
      Optional<EmbeddedPostgresServer> postgres) {
    this.folder = folder;
    this.durability = durability;
    this.redis = redis;
    this.postgres = postgres;
  }

  /**
   * Fails with {@link EmbeddedServicesException}, also when another process has the folder.
   *
   * @param dataDir created where it is missing
   */
  public static EmbeddedServices start(Path dataDir) {
    return start(dataDir, EnumSet.allOf(Part.class));
  }

  /** As {@link #start(Path)}, but only what is wanted; asking for the rest fails. */
  public static EmbeddedServices start(Path dataDir, Set<Part> parts) {
    ClaimedFolder folder = ClaimedFolder.claim(dataDir);
    return start(folder, programsIn(folder), Durability.KEPT, parts);
  }

  /** For tests: fast instead of durable, in a temporary folder that lasts until this closes. */
  public static EmbeddedServices startThrowaway() {
    return startThrowaway(folder -> userCache().orElse(programsIn(folder)));
  }

  /** As {@link #startThrowaway}, but the programs are gone afterwards, too; takes seconds more. */
  public static EmbeddedServices startTraceless() {
    return startThrowaway(EmbeddedServices::programsIn);
  }

  private static EmbeddedServices startThrowaway(Function<ClaimedFolder, Path> cache) {
    ClaimedFolder folder = ThrowawayFolders.create();
    ThrowawayFolders.claimAbandoned(folder).forEach(EmbeddedServices::remove);
    EmbeddedServices services =
        start(folder, cache.apply(folder), Durability.THROWAWAY, EnumSet.allOf(Part.class));
    Runtime.getRuntime().addShutdownHook(new Thread(services::close, "close-throwaway-services"));
    return services;
  }

  /** {@code postgresql://user:password@127.0.0.1:port/mostrador}. */
  public String databaseUrl() {
    return postgres.orElseThrow().url();
  }

  /** {@code redis://127.0.0.1:port}. */
  public String redisUrl() {
    return redis.orElseThrow().url();
  }

  /** Absolute; holds the pid files too. */
  public Path dataDir() {
    return folder.path();
  }

  /** Stops Redis, then PostgreSQL, within a minute; the second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      stopAll();
    } finally {
      release(folder, durability);
    }
  }

  static Path programsIn(ClaimedFolder folder) {
    return folder.resolve("programs");
  }

  private static EmbeddedServices start(
      ClaimedFolder folder, Path cache, Durability durability, Set<Part> parts) {
    try {
      Optional<EmbeddedRedisServer> redis =
          wanted(parts, Part.REDIS, () -> EmbeddedRedisServer.start(folder, durability));
      try {
        return new EmbeddedServices(
            folder,
            durability,
            redis,
            wanted(
                parts,
                Part.POSTGRES,
                () -> EmbeddedPostgresServer.start(folder, cache, durability)));
      } catch (RuntimeException failure) {
        redis.ifPresent(EmbeddedRedisServer::stop);
        throw failure;
      }
    } catch (RuntimeException failure) {
      release(folder, durability);
      throw failure;
    }
  }

  private static <T> Optional<T> wanted(Set<Part> parts, Part part, Supplier<T> started) {
    return parts.contains(part) ? Optional.of(started.get()) : Optional.empty();
  }

  private void stopAll() {
    try {
      redis.ifPresent(EmbeddedRedisServer::stop);
    } finally {
      postgres.ifPresent(EmbeddedPostgresServer::stop);
    }
  }

  private static void remove(ClaimedFolder abandoned) {
    try {
      EmbeddedRedisServer.stopLeftover(abandoned);
      EmbeddedPostgresServer.stopLeftover(abandoned);
      abandoned.delete();
    } catch (EmbeddedServicesException failure) {
      LOG.warn("Cannot remove an abandoned folder", failure);
    }
  }

  private static void release(ClaimedFolder folder, Durability durability) {
    if (durability == Durability.THROWAWAY) {
      folder.delete();
    } else {
      folder.close();
    }
  }

  /** So that a run of the tests need not unpack PostgreSQL; empty for a user without a home. */
  private static Optional<Path> userCache() {
    String home = System.getProperty("user.home");
    String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", home + "/.cache");
    try {
      return Optional.of(Files.createDirectories(Path.of(caches, "mostrador")));
    } catch (IOException homeless) {
      return Optional.empty();
    }
  }
}
