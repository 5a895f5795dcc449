package io.mostrador.platform.http;

import io.mostrador.platform.bus.Call;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Gives each request its id; counts it and writes one line about it when it is answered. */
final class RequestLog implements Handler<RoutingContext> {

  static final String HEADER = "X-Request-Id";
  static final String TRACE_HEADER = "traceparent";

  private static final Logger log = LoggerFactory.getLogger("io.mostrador.requests");
  private static final String KEY = "requestId";
  private static final String TRACE_KEY = "traceId";
  private static final String OPERATION_KEY = "operation";
  private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final Pattern TRACE =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}.*");
  private static final long SLOW_MILLIS = 1000;

  private final Callers callers;
  private final RequestMetrics metrics;
  private final Traces traces;

  RequestLog(Callers callers, RequestMetrics metrics, Traces traces) {
    this.callers = callers;
    this.metrics = metrics;
    this.traces = traces;
  }

  static String requestId(RoutingContext rc) {
    return rc.get(KEY);
  }

  static @Nullable String traceId(RoutingContext rc) {
    return rc.get(TRACE_KEY);
  }

  /** Says what the request turned out to ask for. */
  static void found(RoutingContext rc, Operation operation) {
    rc.put(OPERATION_KEY, operation);
    new Call(operation.id(), requestId(rc), traceId(rc)).beginOn(Vertx.currentContext());
  }

  @Override
  public void handle(RoutingContext rc) {
    long start = System.nanoTime();
    String sent = rc.request().getHeader(HEADER);
    String id =
        sent != null && ACCEPTABLE.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
    rc.put(KEY, id);
    rc.put(TRACE_KEY, trace(rc));
    rc.response().putHeader(HEADER, id);
    rc.addEndHandler(ended -> finish(rc, id, start));
    rc.next();
  }

  /** The one that is recorded, else that of the client. */
  private @Nullable String trace(RoutingContext rc) {
    String recorded = traces.currentId();
    String sent = rc.request().getHeader(TRACE_HEADER);
    if (recorded != null || sent == null) {
      return recorded;
    }
    Matcher parts = TRACE.matcher(sent);
    return parts.matches() ? parts.group(1) : null;
  }

  private void finish(RoutingContext rc, String id, long start) {
    long nanos = System.nanoTime() - start;
    int status = rc.response().getStatusCode();
    metrics.answered(rc.get(OPERATION_KEY), rc.response().ended() ? status : 0, nanos);
    write(rc, id, status, nanos / 1_000_000);
  }

  private void write(RoutingContext rc, String id, int status, long millis) {
    Level level =
        status >= 500 || millis >= SLOW_MILLIS
            ? Level.WARN
            : rc.request().method().name().equals("GET") ? Level.DEBUG : Level.INFO;
    var line =
        log.atLevel(level)
            .addKeyValue("requestId", id)
            .addKeyValue("method", rc.request().method())
            .addKeyValue("path", rc.request().path())
            .addKeyValue("status", status)
            .addKeyValue("millis", millis)
            .addKeyValue("address", callers.address(rc.request()));
    String trace = traceId(rc);
    if (trace != null) {
      line = line.addKeyValue(TRACE_KEY, trace);
    }
    line.log("{} {} {}", rc.request().method(), rc.request().path(), status);
  }
}
