package io.mostrador.platform.http;

import io.vertx.core.Handler;
import io.vertx.rxjava3.ext.web.RoutingContext;

/** The headers that keep browsers from guessing, framing and leaking. */
final class SecurityHeaders implements Handler<RoutingContext> {

  private final Callers callers;

  SecurityHeaders(Callers callers) {
    this.callers = callers;
  }

  @Override
  public void handle(RoutingContext rc) {
    rc.response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("X-Frame-Options", "DENY");
    if (callers.isSecure(rc.request())) {
      rc.response().putHeader("Strict-Transport-Security", "max-age=31536000");
    }
    rc.next();
  }
}
