package io.mostrador.platform.http;

import io.vertx.core.Handler;
import io.vertx.rxjava3.ext.web.RoutingContext;

/** Ends the wait for a body that does not come, with 408, and for an answer of ours, with 503. */
record Deadline(long answerMillis) implements Handler<RoutingContext> {

  private static final String BODY_IS_READ = "body-is-read";

  @Override
  public void handle(RoutingContext rc) {
    end(rc, answerMillis, () -> rc.fail(isWaitingForBody(rc) ? 408 : 503));
    rc.next();
  }

  /** From now on the client is waited for, and no longer what admits it. */
  static void awaitBody(RoutingContext rc, long millis) {
    rc.put(BODY_IS_READ, true);
    if (!rc.request().isEnded()) {
      end(
          rc,
          millis,
          () -> {
            if (isWaitingForBody(rc)) {
              rc.fail(408);
            }
          });
    }
  }

  private static void end(RoutingContext rc, long millis, Runnable end) {
    long timer = rc.vertx().setTimer(millis, late -> end.run());
    rc.addEndHandler(ended -> rc.vertx().cancelTimer(timer));
  }

  private static boolean isWaitingForBody(RoutingContext rc) {
    return rc.get(BODY_IS_READ) != null && !rc.request().isEnded();
  }
}
