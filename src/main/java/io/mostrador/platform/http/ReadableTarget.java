package io.mostrador.platform.http;

import io.vertx.core.Handler;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** Refuses targets with percent signs that escape nothing, which the router would break on. */
final class ReadableTarget implements Handler<RoutingContext> {

  private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

  @Override
  public void handle(RoutingContext rc) {
    if (NO_ESCAPE.matcher(rc.request().uri()).find()) {
      rc.fail(400);
    } else {
      rc.next();
    }
  }
}
