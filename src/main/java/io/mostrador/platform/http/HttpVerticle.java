package io.mostrador.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.http.cache.ResponseCache;
import io.mostrador.platform.http.schema.SchemaCompiler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.reactivex.rxjava3.core.Completable;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.AbstractVerticle;
import io.vertx.rxjava3.core.http.HttpConnection;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.core.http.HttpServerRequest;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import io.vertx.rxjava3.ext.web.handler.CorsHandler;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Serves the contract, its reference page and a health check over HTTP. */
public final class HttpVerticle extends AbstractVerticle {

  private static final long ANSWER_WITHIN_MILLIS = 6_000;
  private static final long BUS_ANSWER_WITHIN_MILLIS = 5_000;
  private static final long FINISH_WITHIN_SECONDS = 10;
  private static final int IDLE_SECONDS = 60;
  private static final int LONGEST_LINE = 8_192;
  private static final int LONGEST_HEADERS = 16_384;

  /** What the verticle needs to be told; the same for all its instances. */
  public record Parts(
      String host,
      int port,
      Contract contract,
      ZoneId zone,
      List<String> corsOrigins,
      Authenticator authenticator,
      Limiter limiter,
      ResponseCache cache,
      Callers callers,
      ConnectionLimits connectionLimits,
      MeterRegistry metrics,
      Traces traces,
      int requestWithinSeconds,
      Predicate<String> isLocal) {}

  private final Parts parts;
  private HttpServer server;
  private boolean isStopping;

  public HttpVerticle(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Completable rxStart() {
    Admission admission = new Admission(parts.authenticator(), parts.limiter(), parts.callers());
    boolean isCalledByBrowsers = !parts.corsOrigins().isEmpty();
    RequestMetrics metrics = new RequestMetrics(parts.metrics());
    ReadyAnswers ready =
        new ReadyAnswers(
            parts.cache(), admission, parts.callers(), metrics, parts.traces(), isCalledByBrowsers);
    Router root = root(admission, ready, metrics);
    server =
        vertx
            .createHttpServer(options())
            .requestHandler(request -> answer(request, ready, root))
            .connectionHandler(this::accept)
            .invalidRequestHandler(HttpVerticle::refuse);
    return server.rxListen(parts.port(), parts.host()).ignoreElement();
  }

  @Override
  public Completable rxStop() {
    isStopping = true;
    return server.rxShutdown(FINISH_WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  private static HttpServerOptions options() {
    HttpServerOptions options = new HttpServerOptions();
    options
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setMaxInitialLineLength(LONGEST_LINE)
        .setMaxHeaderSize(LONGEST_HEADERS)
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(true);
    return options;
  }

  private void accept(HttpConnection connection) {
    ConnectionWatch.over(connection, parts.requestWithinSeconds());
    parts.connectionLimits().accept(connection);
  }

  private void answer(HttpServerRequest request, ReadyAnswers ready, Router root) {
    if (isStopping) {
      request.response().putHeader("Connection", "close");
    }
    if (!ready.answer(request)) {
      root.handle(request);
    }
  }

  private Router root(Admission admission, ReadyAnswers ready, RequestMetrics metrics) {
    Router root = Router.router(vertx);
    ErrorHandler.installOn(root, new AllowedMethods(parts.contract()));
    root.route().handler(new RequestLog(parts.callers(), metrics, parts.traces()));
    root.route().handler(new SecurityHeaders(parts.callers()));
    if (!parts.corsOrigins().isEmpty()) {
      root.route().handler(cors());
    }
    root.route().handler(new ReadableTarget());
    root.route().handler(new Deadline(ANSWER_WITHIN_MILLIS));
    root.route().method(HttpMethod.HEAD).handler(HttpVerticle::asGet);
    root.get("/health").handler(rc -> Answers.json(rc, new JsonObject().put("status", "ok")));
    root.get(Contract.ROOT + "/openapi.json")
        .handler(rc -> Answers.json(rc, parts.contract().document()));
    root.route("/docs/*").subRouter(ReferencePage.router(vertx));
    root.route(Contract.ROOT + "/*").subRouter(contract(admission, ready, metrics));
    return root;
  }

  private Router contract(Admission admission, ReadyAnswers ready, RequestMetrics metrics) {
    return new ContractRouter(
            vertx,
            parts.contract(),
            new SchemaCompiler(parts.contract().document(), parts.zone()),
            admission,
            parts.callers(),
            parts.cache(),
            ready,
            metrics,
            parts.traces(),
            parts.isLocal(),
            TimeUnit.SECONDS.toMillis(parts.requestWithinSeconds()),
            BUS_ANSWER_WITHIN_MILLIS)
        .build(vertx);
  }

  private CorsHandler cors() {
    return CorsHandler.create()
        .addOrigins(parts.corsOrigins())
        .allowedMethods(
            Set.of(
                HttpMethod.GET,
                HttpMethod.POST,
                HttpMethod.PUT,
                HttpMethod.PATCH,
                HttpMethod.DELETE,
                HttpMethod.OPTIONS))
        .allowedHeaders(
            Set.of(
                "Authorization",
                "Content-Type",
                "Idempotency-Key",
                "If-Match",
                "If-None-Match",
                RequestLog.TRACE_HEADER))
        .exposedHeaders(Set.of("ETag", "Idempotency-Replayed", "Retry-After", RequestLog.HEADER));
  }

  /** A HEAD is a GET whose body the server leaves out. */
  private static void asGet(RoutingContext rc) {
    rc.reroute(HttpMethod.GET, rc.request().uri());
  }

  /** Answers what could not even be read as HTTP, in the contract's form. */
  private static void refuse(HttpServerRequest request) {
    Throwable cause = request.getDelegate().decoderResult().cause();
    int status =
        cause instanceof TooLongHttpLineException
            ? 414
            : cause instanceof TooLongHttpHeaderException || cause instanceof TooLongFrameException
                ? 431
                : 400;
    Failure failure = ErrorHandler.ofStatus(status);
    request.response().putHeader("Connection", "close");
    ErrorHandler.send(request.response(), failure);
  }
}
