package io.mostrador.platform.http;

import io.vertx.core.Handler;
import io.vertx.rxjava3.ext.web.RoutingContext;

/** Ends the wait for a body that does not come, with 408, and for an answer of ours, with 503. */
record Deadline(long answerMillis) implements Handler<RoutingContext> {

  private static final String BODY_IS_READ = "body-is-read";
  private static final String TIMER = "answer-timer";

  @Override
  public void handle(RoutingContext rc) {
    rc.put(TIMER, end(rc, answerMillis, () -> fail(rc)));
    rc.next();
  }

  /** For an answer that takes as long as its client reads; each part of it has a limit. */
  static void lift(RoutingContext rc) {
    Long timer = rc.remove(TIMER);
    if (timer != null) {
      rc.vertx().cancelTimer(timer);
    }
  }

  private static void fail(RoutingContext rc) {
    boolean isClients = isWaitingForBody(rc);
    if (!rc.request().isEnded()) { // it may be paused, and nobody would read the rest
      rc.request().resume();
    }
    rc.fail(isClients ? 408 : 503);
  }

  /** From now on the client is waited for, and no longer what admits it. */
  static void awaitBody(RoutingContext rc, long millis) {
    rc.put(BODY_IS_READ, true);
    if (!rc.request().isEnded()) {
      long unused =
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

  /** The timer's id. */
  private static long end(RoutingContext rc, long millis, Runnable end) {
    long timer = rc.vertx().setTimer(millis, late -> end.run());
    rc.addEndHandler(ended -> rc.vertx().cancelTimer(timer));
    return timer;
  }

  private static boolean isWaitingForBody(RoutingContext rc) {
    return rc.get(BODY_IS_READ) != null && !rc.request().isEnded();
  }
}
