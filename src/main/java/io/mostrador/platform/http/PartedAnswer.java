package io.mostrador.platform.http;

import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.bus.TextPart;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.http.HttpMethod;
import io.vertx.rxjava3.core.http.HttpServerResponse;
import io.vertx.rxjava3.ext.web.MIMEHeader;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Streams a table: asks for the next part when the last one has left, so that no more than one is
 * in memory however slowly the client reads.
 *
 * <p>The first part decides the status. What breaks later closes the connection, so that nobody
 * takes the beginning for the whole.
 */
final class PartedAnswer {

  static final String MEDIA_TYPE = "text/csv";

  private static final Logger log = LoggerFactory.getLogger(PartedAnswer.class);
  private static final String CONTENT_TYPE = MEDIA_TYPE + "; charset=utf-8; header=present";
  private static final String CSV = "csv";

  private final RoutingContext rc;
  private final Function<Request, Single<Reply>> ask;

  PartedAnswer(RoutingContext rc, Function<Request, Single<Reply>> ask) {
    this.rc = rc;
    this.ask = ask;
  }

  /** Asked for by name, and JSON is not preferred: browsers that take everything get JSON. */
  static boolean isWanted(RoutingContext rc, Request request) {
    return TextPart.isWanted(request) || prefersCsv(rc);
  }

  private static boolean prefersCsv(RoutingContext rc) {
    float csv = -1;
    float other = 0;
    for (MIMEHeader type : rc.parsedHeaders().accept()) {
      String name = type.component() + '/' + type.subComponent();
      if (name.equalsIgnoreCase(MEDIA_TYPE)) {
        csv = Math.max(csv, type.weight());
      } else if (name.equalsIgnoreCase("application/json")) {
        other = Math.max(other, type.weight());
      }
    }
    return csv > 0 && csv >= other;
  }

  /** Fails as the first part does, or when a later one could not be had or sent. */
  Completable send(Request request) {
    Request first = request.with(TextPart.WANTED, CSV);
    return ask.apply(first).flatMapCompletable(reply -> begin(reply, first));
  }

  private Completable begin(Reply reply, Request request) {
    HttpServerResponse response = rc.response();
    if (response.ended() || response.closed()) {
      return Completable.complete();
    }
    response
        .setStatusCode(reply.status())
        .setChunked(true)
        .putHeader("Cache-Control", "no-store")
        .putHeader("Content-Type", CONTENT_TYPE);
    reply.headers().forEach(response::putHeader);
    if (rc.request().method().equals(HttpMethod.HEAD)) {
      return response.rxEnd();
    }
    Deadline.lift(rc);
    return parts(TextPart.of(reply), request)
        .andThen(Completable.defer(response::rxEnd))
        .doOnError(this::broken);
  }

  private Completable parts(TextPart first, Request request) {
    AtomicReference<TextPart> part = new AtomicReference<>(first);
    return write(first)
        .andThen(
            Completable.defer(
                () ->
                    part.get().next() == null
                        ? Completable.complete()
                        : rest(part, request).repeatUntil(() -> part.get().next() == null)));
  }

  private Completable rest(AtomicReference<TextPart> part, Request request) {
    return Single.defer(() -> ask.apply(request.with(TextPart.AFTER, part.get().next())))
        .map(TextPart::of)
        .doOnSuccess(part::set)
        .flatMapCompletable(this::write);
  }

  /** Done when the client's connection has taken it. */
  private Completable write(TextPart part) {
    return rc.response().rxWrite(part.text());
  }

  private void broken(Throwable error) {
    log.atLevel(rc.response().closed() ? Level.DEBUG : Level.WARN)
        .setCause(error)
        .addKeyValue("requestId", RequestLog.requestId(rc))
        .log("{} broke off", rc.request().path());
  }
}
