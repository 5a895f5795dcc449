package io.mostrador.platform.http;

import io.vertx.core.Handler;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Gives each request its id and writes one line about it when it is answered. */
final class RequestLog implements Handler<RoutingContext> {

  static final String HEADER = "X-Request-Id";

  private static final Logger log = LoggerFactory.getLogger("io.mostrador.requests");
  private static final String KEY = "requestId";
  private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final long SLOW_MILLIS = 1000;

  private final Callers callers;

  RequestLog(Callers callers) {
    this.callers = callers;
  }

  static String requestId(RoutingContext rc) {
    return rc.get(KEY);
  }

  @Override
  public void handle(RoutingContext rc) {
    long start = System.nanoTime();
    String sent = rc.request().getHeader(HEADER);
    String id =
        sent != null && ACCEPTABLE.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
    rc.put(KEY, id);
    rc.response().putHeader(HEADER, id);
    rc.addEndHandler(ended -> write(rc, id, start));
    rc.next();
  }

  private void write(RoutingContext rc, String id, long start) {
    int status = rc.response().getStatusCode();
    long millis = (System.nanoTime() - start) / 1_000_000;
    Level level =
        status >= 500 || millis >= SLOW_MILLIS
            ? Level.WARN
            : rc.request().method().name().equals("GET") ? Level.DEBUG : Level.INFO;
    log.atLevel(level)
        .addKeyValue("requestId", id)
        .addKeyValue("method", rc.request().method())
        .addKeyValue("path", rc.request().path())
        .addKeyValue("status", status)
        .addKeyValue("millis", millis)
        .addKeyValue("address", callers.address(rc.request()))
        .log("{} {} {}", rc.request().method(), rc.request().path(), status);
  }
}
