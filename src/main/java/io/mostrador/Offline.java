package io.mostrador;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.http.Limiter;
import io.mostrador.platform.postgres.Connections;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Migrations;
import io.mostrador.platform.settings.Settings;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.rxjava3.core.Vertx;
import java.time.Clock;

/** The use cases without a server around them, for commands that do one thing and end. */
final class Offline implements AutoCloseable {

  private final Settings settings;
  private final Backends backends;
  private final Vertx vertx;
  private final Connections connections;
  private final Domains domains;

  private Offline(Settings settings, Backends backends) {
    this.settings = settings;
    this.backends = backends;
    this.vertx = Vertx.vertx();
    this.connections = new Connections(vertx, backends.postgres(), 1, 2);
    BusinessTime time = new BusinessTime(Clock.system(settings.zone()));
    this.domains =
        new Domains(
            vertx, settings, new Database(connections), time, Limiter.UNLIMITED, unheard -> {});
  }

  /** Blocks until the database is there and up to date. */
  static Offline open(Settings settings) {
    Backends backends = Backends.startDatabase(settings);
    try {
      Migrations.run(backends.postgres(), settings.zone());
      return new Offline(settings, backends);
    } catch (RuntimeException | Error failed) {
      backends.close();
      throw failed;
    }
  }

  /** False when the shop is not empty. */
  boolean fillDemo() {
    return DemoShop.fill(vertx, settings, domains.database);
  }

  PgConnectOptions postgres() {
    return backends.postgres();
  }

  Domains domains() {
    return domains;
  }

  @Override
  public void close() {
    connections.close().onErrorComplete().blockingAwait();
    vertx.rxClose().onErrorComplete().blockingAwait();
    backends.close();
  }
}
