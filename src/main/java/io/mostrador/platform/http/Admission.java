package io.mostrador.platform.http;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.Failure;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.http.HttpHeaders;
import io.vertx.rxjava3.core.http.HttpServerRequest;
import io.vertx.rxjava3.core.http.HttpServerResponse;
import io.vertx.rxjava3.ext.web.RoutingContext;

/** Who may pass: limit by address, token, limit by user, capability, in this order. */
final class Admission {

  private static final String BEARER = "Bearer ";
  private static final CharSequence LIMIT = HttpHeaders.createOptimized("RateLimit-Limit");
  private static final CharSequence REMAINING = HttpHeaders.createOptimized("RateLimit-Remaining");
  private static final CharSequence RESET = HttpHeaders.createOptimized("RateLimit-Reset");

  private final Authenticator authenticator;
  private final Limiter limiter;
  private final Callers callers;

  Admission(Authenticator authenticator, Limiter limiter, Callers callers) {
    this.authenticator = authenticator;
    this.limiter = limiter;
    this.callers = callers;
  }

  /** Fails with 401, 403 or 429. */
  Single<Actor> admit(RoutingContext rc, Operation operation) {
    String token = token(rc);
    if (operation.cacheGroup().isPresent()) { // what is ready is counted the same way
      return Completable.fromAction(() -> count(rc.request(), rc.response(), operation))
          .toSingleDefault(Actor.ANONYMOUS);
    }
    if (operation.isPublic()) {
      return limit(rc, bucket(operation), callers.address(rc.request()))
          .map(passed -> Actor.ANONYMOUS);
    }
    if (token == null) {
      return limit(rc, "anonymous", callers.address(rc.request()))
          .map(
              passed -> {
                throw Failure.unauthenticated("not_authenticated", "Inicia sesión para continuar.");
              });
    }
    return authenticator
        .authenticate(token)
        .flatMap(actor -> limit(rc, operation.rateLimit().orElse("user"), actor))
        .map(actor -> permitted(actor, operation));
  }

  /** Counts a request that does not wait for other nodes; throws 429. */
  void count(HttpServerRequest request, HttpServerResponse response, Operation operation) {
    judge(response, limiter.count(bucket(operation), callers.address(request)));
  }

  private static String bucket(Operation operation) {
    return operation.rateLimit().orElse("anonymous");
  }

  private Single<Actor> limit(RoutingContext rc, String bucket, Actor actor) {
    return limit(rc, bucket, "user:" + actor.id()).map(passed -> actor);
  }

  private Single<Limiter.Verdict> limit(RoutingContext rc, String bucket, String subject) {
    return limiter.take(bucket, subject).doOnSuccess(verdict -> judge(rc.response(), verdict));
  }

  private static void judge(HttpServerResponse response, Limiter.Verdict verdict) {
    if (verdict.limit() > 0) {
      response
          .putHeader(LIMIT, Integer.toString(verdict.limit()))
          .putHeader(REMAINING, Integer.toString(Math.max(0, verdict.remaining())))
          .putHeader(RESET, Integer.toString(verdict.resetSeconds()));
    }
    if (verdict.isExceeded()) {
      throw Failure.throttled(Math.max(1, verdict.resetSeconds()));
    }
  }

  private static Actor permitted(Actor actor, Operation operation) {
    if (operation.capability().filter(needed -> !actor.may(needed)).isPresent()) {
      throw Failure.permissionDenied();
    }
    return actor;
  }

  /** Null without a bearer token. */
  private static String token(RoutingContext rc) {
    String header = rc.request().getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : null;
  }
}
