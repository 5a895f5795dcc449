package io.mostrador.platform.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.AbstractVerticle;
import io.vertx.rxjava3.core.Context;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Health and metrics for operators, on a port of their own. */
public final class ManagementVerticle extends AbstractVerticle {

  private static final long PROBE_WITHIN_MILLIS = 1_000;

  private final String host;
  private final int port;
  private final PrometheusMeterRegistry metrics;
  private final List<HealthCheck> checks;

  public ManagementVerticle(
      String host, int port, PrometheusMeterRegistry metrics, List<HealthCheck> checks) {
    this.host = host;
    this.port = port;
    this.metrics = metrics;
    this.checks = List.copyOf(checks);
  }

  @Override
  public Completable rxStart() {
    Scheduler scheduler = RxHelper.scheduler(new Context(context));
    Router root = Router.router(vertx);
    root.get("/health/live").handler(rc -> Answers.json(rc, new JsonObject().put("status", "ok")));
    root.get("/health/ready").handler(rc -> ready(rc, scheduler));
    root.get("/metrics")
        .handler(rc -> Answers.page(rc, "text/plain; version=0.0.4", metrics.scrape()));
    return vertx.createHttpServer().requestHandler(root).rxListen(port, host).ignoreElement();
  }

  @SuppressWarnings("CheckReturnValue") // the response ends the chain
  private void ready(RoutingContext rc, Scheduler scheduler) {
    Flowable.fromIterable(checks)
        .concatMapSingle(check -> probe(check, scheduler).map(well -> new Result(check, well)))
        .toList()
        .subscribe(results -> answer(rc, results), rc::fail);
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
