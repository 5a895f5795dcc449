package io.mostrador.platform.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.rxjava3.core.http.HttpServerRequest;
import io.vertx.rxjava3.core.http.HttpServerResponse;
import io.vertx.rxjava3.ext.web.RoutingContext;

/** The headers that keep browsers from guessing, framing and leaking. */
final class SecurityHeaders implements Handler<RoutingContext> {

  private static final CharSequence TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence REFERRER_POLICY =
      HttpHeaders.createOptimized("Referrer-Policy");
  private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
  private static final CharSequence FRAME_OPTIONS = HttpHeaders.createOptimized("X-Frame-Options");
  private static final CharSequence DENY = HttpHeaders.createOptimized("DENY");

  private final Callers callers;

  SecurityHeaders(Callers callers) {
    this.callers = callers;
  }

  @Override
  public void handle(RoutingContext rc) {
    write(rc.request(), rc.response());
    rc.next();
  }

  void write(HttpServerRequest request, HttpServerResponse response) {
    response
        .putHeader(TYPE_OPTIONS, NO_SNIFF)
        .putHeader(REFERRER_POLICY, NO_REFERRER)
        .putHeader(FRAME_OPTIONS, DENY);
    if (callers.isSecure(request)) {
      response.putHeader("Strict-Transport-Security", "max-age=31536000");
    }
  }
}
