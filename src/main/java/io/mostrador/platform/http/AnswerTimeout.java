package io.mostrador.platform.http;

import io.vertx.core.Handler;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.RoutingContext;

/** Fails a request with 503 whose answer has not ended in time, unless it is lifted. */
final class AnswerTimeout implements Handler<RoutingContext> {

  private static final String TIMER = "answerTimeout";
  private static final int UNAVAILABLE = 503;

  private final Vertx vertx;
  private final long millis;

  AnswerTimeout(Vertx vertx, long millis) {
    this.vertx = vertx;
    this.millis = millis;
  }

  @Override
  public void handle(RoutingContext rc) {
    long timer = vertx.setTimer(millis, late -> fail(rc));
    rc.put(TIMER, timer);
    rc.addEndHandler(ended -> vertx.cancelTimer(timer));
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
    if (!rc.request().isEnded()) { // it may be paused, and nobody would read the rest
      rc.request().resume();
    }
    rc.fail(UNAVAILABLE);
  }
}
