package io.mostrador;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mostrador.platform.bus.BusCodec;
import io.mostrador.platform.http.Contract;
import io.mostrador.platform.metrics.NodeMetricsFactory;
import io.mostrador.platform.metrics.ProcessMetrics;
import io.mostrador.platform.settings.Settings;
import io.mostrador.platform.tracing.OpenTelemetryTraces;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * What a node has before it knows any database: what it measures with, Vert.x, and the contract,
 * which is read while the database gets ready.
 */
final class Groundwork implements AutoCloseable {

  private static final long START_WITHIN_SECONDS = 60;
  private static final long STOP_WITHIN_SECONDS = 15;

  final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final Optional<OpenTelemetryTraces> traces;
  final Vertx vertx;
  private final ProcessMetrics processMetrics = new ProcessMetrics(metrics);
  private final Single<Contract> contract;

  @SuppressWarnings("CheckReturnValue") // whoever asks for the contract hears of its failure
  Groundwork(Settings settings) {
    this.traces =
        settings
            .traces()
            .collector()
            .map(collector -> new OpenTelemetryTraces(collector, settings.traces().percent()));
    this.vertx = vertx(settings, metrics, traces);
    BusCodec.registerAll(vertx);
    this.contract = Contract.load(vertx).cache();
    contract.subscribe(loaded -> {}, failed -> {});
  }

  /** Blocks until it is read; fails as {@link Contract#load} does. */
  Contract contract() {
    return contract.timeout(START_WITHIN_SECONDS, TimeUnit.SECONDS).blockingGet();
  }

  /** Vert.x knows registries by name in the whole process, and nodes of one process count apart. */
  private static Vertx vertx(
      Settings settings, PrometheusMeterRegistry metrics, Optional<OpenTelemetryTraces> traces) {
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(settings.nodes().eventLoops())
            .setPreferNativeTransport(true)
            .setMetricsOptions(
                new MicrometerMetricsOptions()
                    .setEnabled(true)
                    .setRegistryName(UUID.randomUUID().toString())
                    .addLabels(Label.POOL_NAME));
    VertxBuilder builder =
        io.vertx.core.Vertx.builder()
            .with(options)
            .withMetrics(new NodeMetricsFactory(metrics, settings.database().slowStatement()));
    traces.ifPresent(recorded -> builder.withTracer(recorded.factory()));
    return Vertx.newInstance(settings.nodes().cluster() ? clustered(builder) : builder.build());
  }

  /** Joins the nodes of the private network: the bus carries who is signed in. */
  private static io.vertx.core.Vertx clustered(VertxBuilder builder) {
    return builder
        .withClusterManager(new HazelcastClusterManager())
        .buildClustered()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(START_WITHIN_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  @Override
  public void close() {
    Completable closed = vertx.rxClose().onErrorComplete();
    closed.timeout(STOP_WITHIN_SECONDS, TimeUnit.SECONDS).blockingAwait();
    traces.ifPresent(OpenTelemetryTraces::close);
    processMetrics.close();
  }
}
