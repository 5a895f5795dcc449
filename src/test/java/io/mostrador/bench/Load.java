package io.mostrador.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/** Sends the same kind of request again and again from a few connections, for a bounded time. */
final class Load implements AutoCloseable {

  private static final int CONNECTIONS = 64;

  private final int connections;
  private final Client client;

  Load() {
    this(CONNECTIONS);
  }

  Load(int connections) {
    this.connections = connections;
    this.client = new Client(connections);
  }

  /** What is sent. */
  record Shot(
      HttpMethod method,
      Supplier<URI> uris,
      Supplier<Map<String, String>> headers,
      Supplier<Buffer> body) {

    static Shot get(URI uri) {
      return get(uri, Map.of());
    }

    static Shot get(URI uri, Map<String, String> headers) {
      return new Shot(HttpMethod.GET, () -> uri, () -> headers, Buffer::buffer);
    }

    /** Another target each time. */
    static Shot get(Supplier<URI> uris) {
      return new Shot(HttpMethod.GET, uris, Map::of, Buffer::buffer);
    }

    static Shot post(URI uri, JsonObject body) {
      return new Shot(
          HttpMethod.POST,
          () -> uri,
          () -> Map.of("Content-Type", "application/json"),
          body::toBuffer);
    }

    /** One of them, for another process. */
    JsonObject toJson() {
      return new JsonObject()
          .put("method", method.name())
          .put("uri", uris.get().toString())
          .put("headers", new JsonObject(Map.copyOf(headers.get())))
          .put("body", body.get().toString());
    }

    /** As {@link #toJson} writes it; the same each time. */
    static Shot of(JsonObject json) {
      URI uri = URI.create(json.getString("uri"));
      Map<String, String> headers = new HashMap<>();
      json.getJsonObject("headers")
          .forEach(header -> headers.put(header.getKey(), header.getValue().toString()));
      Buffer body = Buffer.buffer(json.getString("body"));
      return new Shot(
          HttpMethod.valueOf(json.getString("method")), () -> uri, () -> headers, () -> body);
    }

    /** The status, when the whole answer is there. */
    Future<Integer> send(HttpClient client) {
      URI uri = uris.get();
      RequestOptions options =
          new RequestOptions()
              .setMethod(method)
              .setHost(uri.getHost())
              .setPort(uri.getPort())
              .setURI(
                  uri.getRawQuery() == null
                      ? uri.getRawPath()
                      : uri.getRawPath() + "?" + uri.getRawQuery());
      headers.get().forEach(options::putHeader);
      return client
          .request(options)
          .compose(request -> request.send(body.get()))
          .compose(response -> response.end().map(ended -> response.statusCode()));
    }
  }

  /** Answers a second; throws when one was not of the status expected. */
  double perSecond(Shot shot, int expectedStatus, int seconds) throws InterruptedException {
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    long answered = send(shot, expectedStatus, sent -> System.nanoTime() < end, seconds + 20L);
    return answered / ((System.nanoTime() - start) / 1e9);
  }

  /** So many, and no more; throws when one was not of the status expected. */
  void count(Shot shot, int expectedStatus, long number) throws InterruptedException {
    long unused = send(shot, expectedStatus, sent -> sent < number, 120);
  }

  /**
   * @param goesOn whether one more is sent after so many; asked on each connection
   */
  private long send(Shot shot, int expectedStatus, LongPredicate goesOn, long withinSeconds)
      throws InterruptedException {
    AtomicLong sent = new AtomicLong();
    AtomicInteger wrong = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(connections);
    for (int each = 0; each < connections; each++) {
      client.run(() -> next(shot, expectedStatus, goesOn, sent, wrong, ended));
    }
    if (!ended.await(withinSeconds, TimeUnit.SECONDS) || wrong.get() > 0) {
      throw new IllegalStateException(wrong + " answers were not " + expectedStatus);
    }
    return sent.get();
  }

  private void next(
      Shot shot,
      int expectedStatus,
      LongPredicate goesOn,
      AtomicLong sent,
      AtomicInteger wrong,
      CountDownLatch ended) {
    if (!goesOn.test(sent.getAndIncrement())) {
      sent.decrementAndGet();
      ended.countDown();
      return;
    }
    var unused =
        client
            .send(shot)
            .onComplete(
                outcome -> {
                  if (outcome.failed() || outcome.result() != expectedStatus) {
                    wrong.incrementAndGet();
                  }
                  next(shot, expectedStatus, goesOn, sent, wrong, ended);
                });
  }

  @Override
  public void close() {
    client.close();
  }
}
