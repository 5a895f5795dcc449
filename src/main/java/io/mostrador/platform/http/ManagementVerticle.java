package io.mostrador.platform.http;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.rxjava3.core.AbstractVerticle;
import io.vertx.rxjava3.core.Context;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Health and metrics for operators, on a port of their own. */
public final class ManagementVerticle extends AbstractVerticle {

  private static final long PROBE_WITHIN_MILLIS = 1_000;

  private final String host;
  private final int port;
  private final PrometheusMeterRegistry metrics;
  private final List<HealthCheck> checks;
  private final Map<String, AtomicInteger> health;

  public ManagementVerticle(
      String host, int port, PrometheusMeterRegistry metrics, List<HealthCheck> checks) {
    this.host = host;
    this.port = port;
    this.metrics = metrics;
    this.checks = List.copyOf(checks);
    this.health =
        checks.stream().collect(toMap(HealthCheck::name, check -> gauge(metrics, check.name())));
  }

  private static AtomicInteger gauge(MeterRegistry metrics, String check) {
    AtomicInteger isWell = new AtomicInteger();
    Gauge.builder("mostrador.health", isWell, AtomicInteger::get)
        .description("1 where the check found the node well, else 0")
        .tag("check", check)
        .register(metrics);
    return isWell;
  }

  @Override
  public Completable rxStart() {
    Scheduler scheduler = RxHelper.scheduler(new Context(context));
    Router root = Router.router(vertx);
    root.get("/health/live").handler(rc -> Answers.json(rc, new JsonObject().put("status", "ok")));
    root.get("/health/ready").handler(rc -> ready(rc, scheduler));
    root.get("/metrics").handler(rc -> scrape(rc, scheduler));
    return vertx
        .createHttpServer(options())
        .requestHandler(root)
        .rxListen(port, host)
        .ignoreElement();
  }

  private static HttpServerOptions options() {
    HttpServerOptions options = new HttpServerOptions();
    options.setTracingPolicy(TracingPolicy.IGNORE);
    return options;
  }

  @SuppressWarnings("CheckReturnValue") // the response ends the chain
  private void ready(RoutingContext rc, Scheduler scheduler) {
    probeAll(scheduler).subscribe(results -> answer(rc, results), rc::fail);
  }

  /** Looks first, so that the scrape says how the node is now. */
  @SuppressWarnings("CheckReturnValue") // the response ends the chain
  private void scrape(RoutingContext rc, Scheduler scheduler) {
    probeAll(scheduler)
        .subscribe(
            results -> Answers.page(rc, "text/plain; version=0.0.4", metrics.scrape()), rc::fail);
  }

  private Single<List<Result>> probeAll(Scheduler scheduler) {
    return Flowable.fromIterable(checks)
        .concatMapSingle(check -> probe(check, scheduler).map(well -> new Result(check, well)))
        .doOnNext(result -> health.get(result.check().name()).set(result.isWell() ? 1 : 0))
        .toList();
  }

  private record Result(HealthCheck check, boolean isWell) {}

  private static Single<Boolean> probe(HealthCheck check, Scheduler scheduler) {
    return check
        .probe()
        .timeout(PROBE_WITHIN_MILLIS, TimeUnit.MILLISECONDS, scheduler)
        .toSingleDefault(true)
        .onErrorReturnItem(false);
  }

  private static void answer(RoutingContext rc, List<Result> results) {
    boolean isDown =
        results.stream().anyMatch(each -> each.check().isEssential() && !each.isWell());
    boolean isDegraded = results.stream().anyMatch(each -> !each.isWell());
    JsonObject checks = new JsonObject();
    results.forEach(each -> checks.put(each.check().name(), each.isWell() ? "ok" : "unavailable"));
    rc.response().setStatusCode(isDown ? 503 : 200);
    Answers.json(
        rc,
        new JsonObject()
            .put("status", isDown ? "unavailable" : isDegraded ? "degraded" : "ok")
            .put("checks", checks));
  }
}
