package io.mostrador.platform.http;

import io.mostrador.platform.bus.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.rxjava3.core.http.HttpServerResponse;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.Optional;

/** Writes what an operation answers. */
final class Replies {

  private static final int NOT_MODIFIED = 304;

  private Replies() {}

  static void send(RoutingContext rc, Operation operation, Reply reply) {
    HttpServerResponse response = rc.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(reply.status()).putHeader("Cache-Control", "no-store");
    reply
        .headers()
        .forEach(
            (name, value) -> {
              if (!name.equals(Reply.REVISION)) {
                response.putHeader(name, value);
              }
            });
    if (reply.body() == null) {
      Answers.finish(response.rxEnd());
    } else {
      send(rc, operation, reply, Json.encodeToBuffer(reply.body()));
    }
  }

  private static void send(RoutingContext rc, Operation operation, Reply reply, Buffer body) {
    HttpServerResponse response = rc.response();
    Optional<String> tag =
        reply
            .revision()
            .filter(shown -> operation.isTagged())
            .map(shown -> Conditions.tag(shown, body));
    tag.ifPresent(its -> response.putHeader(HttpHeaders.ETAG, its));
    boolean isRead = operation.method().equals("GET");
    if (isRead && tag.filter(its -> Conditions.isKnown(rc.request(), its)).isPresent()) {
      Answers.finish(response.setStatusCode(NOT_MODIFIED).rxEnd());
      return;
    }
    response
        .putHeader("Content-Type", "application/json")
        .putHeader("Content-Length", Integer.toString(body.length())); // for HEAD, too
    Answers.finish(response.rxEnd(body));
  }
}
