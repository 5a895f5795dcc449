package io.mostrador;

import io.mostrador.platform.embedded.EmbeddedServices;
import io.mostrador.platform.embedded.EmbeddedServices.Part;
import io.mostrador.platform.postgres.ServerAddress;
import io.mostrador.platform.settings.Settings;
import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The PostgreSQL and Redis that the settings name, or the embedded ones where they name none. */
final class Backends implements AutoCloseable {

  private final Settings settings;
  private final Optional<EmbeddedServices> embedded;

  private Backends(Settings settings, Set<Part> missing) {
    this.settings = settings;
    this.embedded =
        missing.isEmpty()
            ? Optional.empty()
            : Optional.of(EmbeddedServices.start(settings.dataDir(), missing));
  }

  /** Blocks until they are there. */
  static Backends start(Settings settings) {
    Set<Part> missing = missingDatabase(settings);
    if (settings.redisUrl().isEmpty()) {
      missing.add(Part.REDIS);
    }
    return new Backends(settings, missing);
  }

  /** Without Redis, for commands that need none; touches the data folder only for the database. */
  static Backends startDatabase(Settings settings) {
    return new Backends(settings, missingDatabase(settings));
  }

  private static Set<Part> missingDatabase(Settings settings) {
    return settings.database().url().isPresent()
        ? EnumSet.noneOf(Part.class)
        : EnumSet.of(Part.POSTGRES);
  }

  PgConnectOptions postgres() {
    return ServerAddress.parse(
        settings
            .database()
            .url()
            .orElseGet(() -> URI.create(embedded.orElseThrow().databaseUrl())));
  }

  URI redis() {
    return settings.redisUrl().orElseGet(() -> URI.create(embedded.orElseThrow().redisUrl()));
  }

  @Override
  public void close() {
    embedded.ifPresent(EmbeddedServices::close);
  }
}
