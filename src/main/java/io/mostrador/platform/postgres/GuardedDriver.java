package io.mostrador.platform.postgres;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.pgclient.impl.PgSocketConnection;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.internal.Connection;
import io.vertx.sqlclient.internal.command.InitCommand;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.Map;

/**
 * The client's own way to PostgreSQL, with a bound on how long anything there may take.
 *
 * <p>The client bounds neither the making of a connection, whatever network options it is given,
 * nor the wait for an answer.
 */
final class GuardedDriver extends PgDriver {

  private final int connectWithinMillis;
  private final int silenceMillis;

  /**
   * @param silenceMillis how long a server that is asked may say nothing
   */
  GuardedDriver(int connectWithinMillis, int silenceMillis) {
    this.connectWithinMillis = connectWithinMillis;
    this.silenceMillis = silenceMillis;
  }

  @Override
  public ConnectionFactory<PgConnectOptions> createConnectionFactory(
      Vertx vertx, NetClientOptions ignored) {
    return new Factory((VertxInternal) vertx);
  }

  private final class Factory extends PgConnectionFactory {

    Factory(VertxInternal vertx) {
      super(vertx);
    }

    @Override
    protected Future<Connection> doConnectInternal(
        PgConnectOptions options, ContextInternal context) {
      ConnectOptions server =
          new ConnectOptions()
              .setRemoteAddress(options.getSocketAddress())
              .setTimeout(connectWithinMillis);
      return client
          .connect(server)
          .map(socket -> connection((NetSocketInternal) socket, options, context))
          .compose(connection -> greet(connection, options, context));
    }

    private PgSocketConnection connection(
        NetSocketInternal socket, PgConnectOptions options, ContextInternal context) {
      var metrics = vertx.metrics();
      PgSocketConnection connection =
          new PgSocketConnection(
              socket,
              metrics == null
                  ? null
                  : metrics.createClientMetrics(
                      options.getSocketAddress(), "sql", options.getMetricsName()),
              options,
              options.getCachePreparedStatements(),
              options.getPreparedStatementCacheMaxSize(),
              options.getPreparedStatementCacheSqlFilter(),
              options.getPipeliningLimit(),
              options.getUseLayer7Proxy(),
              context);
      connection.init();
      socket
          .channelHandlerContext()
          .pipeline()
          .addAfter("codec", "silence", new SilenceGuard(silenceMillis));
      return connection;
    }

    private Future<Connection> greet(
        PgSocketConnection connection, PgConnectOptions options, ContextInternal context) {
      Promise<Connection> greeted = context.promise();
      connection.schedule(
          new InitCommand(
              connection,
              options.getUser(),
              options.getPassword(),
              options.getDatabase(),
              Map.copyOf(options.getProperties())),
          greeted);
      return greeted.future();
    }
  }
}
