package io.mostrador.platform.http;

import io.mostrador.kernel.Failure;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.http.HttpServerResponse;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only place where a failure becomes a response. */
final class ErrorHandler implements Handler<RoutingContext> {

  private static final Logger log = LoggerFactory.getLogger(ErrorHandler.class);

  private final AllowedMethods allowedMethods;

  private ErrorHandler(AllowedMethods allowedMethods) {
    this.allowedMethods = allowedMethods;
  }

  static void installOn(Router root, AllowedMethods allowedMethods) {
    ErrorHandler handler = new ErrorHandler(allowedMethods);
    for (int status = 400; status < 600; status++) {
      root.errorHandler(status, handler);
    }
  }

  @Override
  public void handle(RoutingContext rc) {
    if (rc.response().ended() || rc.response().closed()) {
      return;
    }
    if (rc.response().headWritten()) {
      Answers.finish(rc.request().connection().rxClose());
      return;
    }
    Failure failure = failure(rc);
    if (failure.status() == 405) {
      rc.response().putHeader("Allow", allowedMethods.of(rc.normalizedPath()));
    }
    if (!rc.request().isEnded()) { // nobody will read the rest of the body
      rc.response().putHeader("Connection", "close");
    }
    send(rc.response(), failure);
  }

  static void send(HttpServerResponse response, Failure failure) {
    if (failure.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    if (failure.retryAfterSeconds() > 0) {
      response.putHeader("Retry-After", Integer.toString(failure.retryAfterSeconds()));
    }
    response
        .setStatusCode(failure.status())
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store");
    Answers.finish(response.rxEnd(failure.toJson().toBuffer()));
  }

  /** What the server refuses by itself, before any operation is asked; 500 for all else. */
  static Failure ofStatus(int status) {
    return switch (status) {
      case 400 -> Failure.refused("invalid", "La solicitud no es válida.");
      case 403 -> Failure.forbidden("No se permiten solicitudes desde ese origen."); // CORS
      case 404 -> Failure.notFound();
      case 405 -> failure(status, "method_not_allowed", "Este recurso no admite ese método.");
      case 406 -> failure(status, "not_acceptable", "No se puede responder en ese formato.");
      case 408 -> failure(status, "timeout", "La solicitud tardó demasiado en llegar.");
      case 413 -> failure(status, "payload_too_large", "El cuerpo es demasiado grande.");
      case 414 -> failure(status, "uri_too_long", "La dirección es demasiado larga.");
      case 415 -> failure(status, "unsupported_media_type", "Envía JSON (application/json).");
      case 431 -> failure(status, "headers_too_large", "Los encabezados son demasiado grandes.");
      case 503 -> Failure.unavailable();
      default -> failure(500, "error", "Ocurrió un error inesperado. Intenta de nuevo.");
    };
  }

  private static Failure failure(RoutingContext rc) {
    Throwable error = rc.failure();
    if (error instanceof Failure expected) {
      return expected;
    }
    if (error instanceof ReplyException reply
        && reply.failureType() != ReplyFailure.RECIPIENT_FAILURE) {
      return Failure.unavailable();
    }
    Failure failure = ofStatus(rc.statusCode());
    if (failure.status() == 500) {
      log.atError()
          .setCause(error)
          .addKeyValue("requestId", RequestLog.requestId(rc))
          .log("{} {} broke", rc.request().method(), rc.request().path());
    }
    return failure;
  }

  private static Failure failure(int status, String code, String detail) {
    return new Failure(status, code, detail, new JsonObject(), 0);
  }
}
