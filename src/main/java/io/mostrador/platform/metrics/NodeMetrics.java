package io.mostrador.platform.metrics;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.core.spi.metrics.HttpClientMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;

/**
 * What Vert.x measures of its bus, its pools and requests to others.
 *
 * <p>Not what it measures of each request and each packet: it looks several meters up for each of
 * them, which took an eighth of the processor of a catalogue page. Requests, connections and
 * statements have meters of our own, by operation.
 */
record NodeMetrics(VertxMetrics usual, StatementMetrics statements) implements VertxMetrics {

  private static final String SQL = "sql";

  @Override
  public ClientMetrics<?, ?, ?> createClientMetrics(
      SocketAddress remoteAddress, String type, String namespace) {
    return type.equals(SQL)
        ? statements.ofConnection()
        : usual.createClientMetrics(remoteAddress, type, namespace);
  }

  @Override
  public EventBusMetrics<?> createEventBusMetrics() {
    return usual.createEventBusMetrics();
  }

  @Override
  public HttpClientMetrics<?, ?, ?> createHttpClientMetrics(HttpClientOptions options) {
    return usual.createHttpClientMetrics(options);
  }

  @Override
  public PoolMetrics<?, ?> createPoolMetrics(String type, String name, int maxSize) {
    return usual.createPoolMetrics(type, name, maxSize);
  }

  @Override
  public void vertxCreated(Vertx vertx) {
    usual.vertxCreated(vertx);
  }

  @Override
  public boolean isMetricsEnabled() {
    return usual.isMetricsEnabled();
  }

  @Override
  public void close() {
    usual.close();
  }
}
