package io.mostrador.platform.http;

import io.reactivex.rxjava3.core.Completable;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a response; a client that has left meanwhile is no error. */
final class Answers {

  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  static void json(RoutingContext rc, JsonObject body) {
    rc.response().putHeader("Content-Type", "application/json");
    finish(rc.response().rxEnd(body.toBuffer()));
  }

  static void page(RoutingContext rc, String type, String body) {
    rc.response().putHeader("Content-Type", type);
    finish(rc.response().rxEnd(body));
  }

  @SuppressWarnings("CheckReturnValue") // the end of every chain: nothing is left to dispose
  static void finish(Completable end) {
    end.subscribe(() -> {}, gone -> log.debug("client left before the answer", gone));
  }
}
