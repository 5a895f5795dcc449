package io.mostrador;

import io.mostrador.platform.embedded.EmbeddedServices;
import io.mostrador.platform.postgres.ServerAddress;
import io.mostrador.platform.settings.Settings;
import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;
import java.util.Optional;

/** The PostgreSQL and Redis that the settings name, or the embedded ones where they name none. */
final class Backends implements AutoCloseable {

  private final PgConnectOptions postgres;
  private final URI redis;
  private final Optional<EmbeddedServices> embedded;

  private Backends(PgConnectOptions postgres, URI redis, Optional<EmbeddedServices> embedded) {
    this.postgres = postgres;
    this.redis = redis;
    this.embedded = embedded;
  }

  /** Blocks until they are there. */
  static Backends start(Settings settings) {
    boolean isComplete = settings.database().url().isPresent() && settings.redisUrl().isPresent();
    Optional<EmbeddedServices> embedded =
        isComplete ? Optional.empty() : Optional.of(EmbeddedServices.start(settings.dataDir()));
    URI database =
        settings.database().url().orElseGet(() -> URI.create(embedded.orElseThrow().databaseUrl()));
    URI redis = settings.redisUrl().orElseGet(() -> URI.create(embedded.orElseThrow().redisUrl()));
    return new Backends(ServerAddress.parse(database), redis, embedded);
  }

  PgConnectOptions postgres() {
    return new PgConnectOptions(postgres);
  }

  URI redis() {
    return redis;
  }

  @Override
  public void close() {
    embedded.ifPresent(EmbeddedServices::close);
  }
}
