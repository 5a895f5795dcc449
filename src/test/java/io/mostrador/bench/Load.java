package io.mostrador.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Sends the same kind of request again and again from a few connections, for a bounded time. */
final class Load implements AutoCloseable {

  private static final int CONNECTIONS = 64;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions().setKeepAlive(true),
          new PoolOptions().setHttp1MaxSize(CONNECTIONS));

  /** What is sent; headers and body anew each time. */
  record Shot(
      HttpMethod method, URI uri, Supplier<Map<String, String>> headers, Supplier<Buffer> body) {

    static Shot get(URI uri) {
      return new Shot(HttpMethod.GET, uri, Map::of, Buffer::buffer);
    }
  }

  /** Answers a second; throws when one was not of the status expected. */
  double perSecond(Shot shot, int expectedStatus, int seconds) throws InterruptedException {
    AtomicLong answered = new AtomicLong();
    AtomicInteger wrong = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(CONNECTIONS);
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    for (int each = 0; each < CONNECTIONS; each++) {
      next(shot, expectedStatus, end, answered, wrong, ended);
    }
    if (!ended.await(seconds + 20L, TimeUnit.SECONDS) || wrong.get() > 0) {
      throw new IllegalStateException(wrong + " answers were not " + expectedStatus);
    }
    return answered.get() / ((System.nanoTime() - start) / 1e9);
  }

  private void next(
      Shot shot,
      int expectedStatus,
      long end,
      AtomicLong answered,
      AtomicInteger wrong,
      CountDownLatch ended) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(shot.method())
            .setHost(shot.uri().getHost())
            .setPort(shot.uri().getPort())
            .setURI(
                shot.uri().getRawQuery() == null
                    ? shot.uri().getRawPath()
                    : shot.uri().getRawPath() + "?" + shot.uri().getRawQuery());
    shot.headers().get().forEach(options::putHeader);
    var unused =
        client
            .request(options)
            .compose(request -> request.send(shot.body().get()))
            .compose(
                response -> {
                  if (response.statusCode() != expectedStatus) {
                    wrong.incrementAndGet();
                  }
                  return response.end();
                })
            .onComplete(
                outcome -> {
                  if (outcome.failed()) {
                    wrong.incrementAndGet();
                  }
                  answered.incrementAndGet();
                  if (System.nanoTime() < end) {
                    next(shot, expectedStatus, end, answered, wrong, ended);
                  } else {
                    ended.countDown();
                  }
                });
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
