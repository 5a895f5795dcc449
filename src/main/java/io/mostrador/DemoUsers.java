package io.mostrador;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.http.Limiter;
import io.mostrador.platform.postgres.Connections;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.ServerAddress;
import io.mostrador.platform.settings.Settings;
import io.reactivex.rxjava3.core.Flowable;
import io.vertx.rxjava3.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** Tries the users of the demo shop, and their password, on a database. */
final class DemoUsers {

  private static final String ADDRESS = "127.0.0.1";

  private DemoUsers() {}

  /** Who may still sign in; blocks, and fails when the database cannot be asked. */
  static List<String> whoMaySignIn(Settings settings, URI database) {
    Vertx vertx = Vertx.vertx();
    Connections connections = new Connections(vertx, ServerAddress.parse(database), 1, 1);
    try {
      Domains domains =
          new Domains(
              vertx,
              settings,
              new Database(connections),
              new BusinessTime(Clock.system(settings.zone())),
              Limiter.UNLIMITED,
              unheard -> {});
      return Flowable.just(DemoShop.ADMIN, DemoShop.CASHIER, DemoShop.INVESTOR)
          .concatMapMaybe(
              name -> domains.accounts.prove(name, DemoShop.PASSWORD, ADDRESS).map(user -> name))
          .toList()
          .blockingGet();
    } finally {
      connections.close().onErrorComplete().blockingAwait();
      vertx.rxClose().onErrorComplete().blockingAwait();
    }
  }
}
