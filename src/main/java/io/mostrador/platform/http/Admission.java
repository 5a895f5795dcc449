package io.mostrador.platform.http;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.Failure;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.http.HttpServerResponse;
import io.vertx.rxjava3.ext.web.RoutingContext;

/** Who may pass: limit by address, token, limit by user, capability, in this order. */
final class Admission {

  private static final String BEARER = "Bearer ";

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
    if (operation.isPublic()) {
      return limit(rc, operation.rateLimit().orElse("anonymous"), callers.address(rc.request()))
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

  private Single<Actor> limit(RoutingContext rc, String bucket, Actor actor) {
    return limit(rc, bucket, "user:" + actor.id()).map(passed -> actor);
  }

  private Single<Limiter.Verdict> limit(RoutingContext rc, String bucket, String subject) {
    return limiter.take(bucket, subject).map(verdict -> judged(rc.response(), verdict));
  }

  private static Limiter.Verdict judged(HttpServerResponse response, Limiter.Verdict verdict) {
    if (verdict.limit() > 0) {
      response
          .putHeader("RateLimit-Limit", Integer.toString(verdict.limit()))
          .putHeader("RateLimit-Remaining", Integer.toString(Math.max(0, verdict.remaining())))
          .putHeader("RateLimit-Reset", Integer.toString(verdict.resetSeconds()));
    }
    if (verdict.isExceeded()) {
      throw Failure.throttled(Math.max(1, verdict.resetSeconds()));
    }
    return verdict;
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
