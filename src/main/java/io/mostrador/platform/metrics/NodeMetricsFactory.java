package io.mostrador.platform.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.time.Duration;

/** What Vert.x measures of bus and pools, and statements by operation. */
public final class NodeMetricsFactory implements VertxMetricsFactory {

  private final MicrometerMetricsFactory usual;
  private final StatementMetrics statements;

  /**
   * @param slowStatement a statement that takes longer is logged
   */
  public NodeMetricsFactory(MeterRegistry metrics, Duration slowStatement) {
    this.usual = new MicrometerMetricsFactory(metrics);
    this.statements = new StatementMetrics(metrics, slowStatement);
  }

  @Override
  public VertxMetrics metrics(VertxOptions options) {
    return new NodeMetrics(usual.metrics(options), statements);
  }
}
