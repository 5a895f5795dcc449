package io.mostrador.platform.tracing;

import io.mostrador.platform.http.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Records requests, bus messages and statements as spans and sends them by OTLP over HTTP.
 *
 * <p>A collector that is away costs the spans, and nothing else: they wait in a bounded queue.
 */
public final class OpenTelemetryTraces implements Traces, AutoCloseable {

  private static final Duration SEND_EVERY = Duration.ofSeconds(1);
  private static final Duration SEND_WITHIN = Duration.ofSeconds(5);
  private static final int MOST_WAITING = 4_096;
  private static final long STOP_WITHIN_SECONDS = 5;

  private final OpenTelemetrySdk sdk;

  /**
   * @param collector without the path, as in {@code http://localhost:4318}
   * @param percent of the traces that begin here; a trace that a client began goes on as it said
   */
  public OpenTelemetryTraces(URI collector, int percent) {
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(collector.resolve("/v1/traces").toString())
            .setTimeout(SEND_WITHIN)
            .setRetryPolicy(null) // what cannot be sent is lost, and nobody waits for it
            .build();
    BatchSpanProcessor batches =
        BatchSpanProcessor.builder(exporter)
            .setScheduleDelay(SEND_EVERY)
            .setMaxQueueSize(MOST_WAITING)
            .build();
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "mostrador")))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(percent / 100.0)))
            .addSpanProcessor(batches)
            .build();
    this.sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(provider)
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
  }

  /** What Vert.x begins and ends its spans by. */
  public VertxTracerFactory factory() {
    return new OpenTelemetryTracingFactory(sdk);
  }

  @Override
  public @Nullable String currentId() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() ? span.getTraceId() : null;
  }

  @Override
  public void name(String operation) {
    Span.current().updateName(operation);
  }

  /** Sends what is waiting. */
  @Override
  public void close() {
    var unused = sdk.getSdkTracerProvider().shutdown().join(STOP_WITHIN_SECONDS, TimeUnit.SECONDS);
  }
}
