package io.mostrador.bench;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One kind of request.
 *
 * @param goalMillis what its p95 should stay within
 * @param method GET or POST
 * @param path below {@code /api/v1}, another one each time where that matters
 * @param body empty for none
 * @param shows what its figures and plans say
 */
record BaselineCase(
    String operation,
    String name,
    int goalMillis,
    ApiClient client,
    HttpMethod method,
    Supplier<String> path,
    Supplier<JsonObject> body,
    int status,
    String shows) {

  private static final int MOST = Integer.getInteger("mostrador.bench.requests", 80);
  private static final int LIST_MILLIS = 20;
  private static final int MONTH_MILLIS = 100;

  /** Requests a second: what takes longer is asked less often. */
  double perSecond() {
    return goalMillis <= LIST_MILLIS ? 40 : goalMillis <= MONTH_MILLIS ? 10 : 4;
  }

  int count() {
    return Math.max(
        5, goalMillis <= LIST_MILLIS ? MOST : goalMillis <= MONTH_MILLIS ? MOST / 2 : MOST / 4);
  }

  int warmUps() {
    return Math.max(1, count() / 8);
  }

  /** Asserts the answer's status and that it is as the contract says. */
  @CanIgnoreReturnValue
  Answer once() {
    String text = body.get().isEmpty() ? null : body.get().encode();
    return client.send(method.name(), path.get(), text).is(status);
  }

  Load.Shot shot(URI base) {
    Map<String, String> headers = new HashMap<>();
    if (!client.header("Authorization").isEmpty()) {
      headers.put("Authorization", client.header("Authorization"));
    }
    if (!body.get().isEmpty()) {
      headers.put("Content-Type", "application/json");
    }
    return new Load.Shot(
        method,
        () -> URI.create(base + "/api/v1" + path.get()),
        () -> headers,
        () -> headers.containsKey("Content-Type") ? body.get().toBuffer() : Buffer.buffer());
  }
}
