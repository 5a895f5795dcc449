package io.mostrador.platform.http;

import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.http.cache.CachedAnswer;
import io.mostrador.platform.http.cache.ResponseCache;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.Context;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.http.HttpServerResponse;
import io.vertx.rxjava3.ext.web.RoutingContext;

/** Answers one operation from the cache, and asks its domain for what is not there. */
final class CachedRoute {

  /** Asks the domain; the URL is what links to other pages are made of. */
  interface Query {
    Single<Reply> ask(RoutingContext rc, JsonObject parameters, String url);
  }

  private final Operation operation;
  private final RequestReader reader;
  private final ResponseCache cache;
  private final ReadyAnswers ready;
  private final Callers callers;
  private final Scheduler scheduler;
  private final Query query;

  /**
   * @param scheduler of the event loop that the requests are on; who makes an answer may be on
   *     another
   */
  CachedRoute(
      Operation operation,
      RequestReader reader,
      ResponseCache cache,
      ReadyAnswers ready,
      Callers callers,
      Scheduler scheduler,
      Query query) {
    this.operation = operation;
    this.reader = reader;
    this.cache = cache;
    this.ready = ready;
    this.callers = callers;
    this.scheduler = scheduler;
    this.query = query;
  }

  @SuppressWarnings("CheckReturnValue") // the response ends the chain
  void handle(RoutingContext rc) {
    Single.defer(() -> answer(rc))
        .observeOn(scheduler)
        .subscribe(answer -> send(rc, answer), rc::fail);
  }

  /**
   * The domain is asked on the request's own context, wherever Redis has answered.
   *
   * <p>The base of links is part of the key: who asks under a forged name gets it back alone. With
   * {@code MOSTRADOR_PUBLIC_BASE_URL} set there is one base only.
   */
  private Single<CachedAnswer> answer(RoutingContext rc) {
    JsonObject parameters = reader.parameters(rc);
    String url = callers.base(rc.request()) + CanonicalTarget.of(operation, parameters);
    ResponseCache.Key key = new ResponseCache.Key(operation.cacheGroup().orElseThrow(), url);
    ready.learn(rc.request(), operation, key);
    Scheduler own = RxHelper.scheduler(new Context(ContextInternal.current()));
    return cache.get(key, Single.defer(() -> query.ask(rc, parameters, url)).subscribeOn(own));
  }

  private void send(RoutingContext rc, CachedAnswer answer) {
    HttpServerResponse response = rc.response();
    if (!response.ended() && !response.closed()) {
      ready.send(answer, rc.request(), response);
    }
  }
}
