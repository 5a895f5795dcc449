package io.mostrador.fuzz;

import io.mostrador.platform.http.Contract;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Sends requests, many at once, with a client that takes nearly every target and header. */
final class Sender implements AutoCloseable {

  /**
   * What came back.
   *
   * @param status 0 when nothing did
   */
  record Outcome(Call call, int status, MultiMap headers, Buffer body, long millis, String error) {}

  private static final int AT_ONCE = 16;
  private static final int TRIES = 3;
  private static final int ANSWER_WITHIN_SECONDS = 20;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicLong slowestMillis = new AtomicLong();
  private final URI base;
  private final HttpClient client;

  Sender(URI base) {
    this.base = base;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setDecompressionSupported(false),
            new PoolOptions().setHttp1MaxSize(AT_ONCE));
  }

  /** In the order of the calls, each handed to {@code judge} by the thread that sent it. */
  <T> List<T> send(List<Call> calls, Function<Outcome, T> judge) {
    List<Callable<T>> work = new ArrayList<>();
    calls.forEach(call -> work.add(() -> judge.apply(send(call))));
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(work)) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken.getCause());
    }
  }

  /** Once more when the connection was closed under it: that is how an earlier refusal ended. */
  private Outcome send(Call call) throws InterruptedException {
    String error = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      long start = System.nanoTime();
      try {
        sent.incrementAndGet();
        Outcome outcome =
            client
                .request(options(call))
                .compose(
                    request -> call.body() == null ? request.send() : request.send(call.body()))
                .compose(answer -> answer.body().map(body -> outcome(call, answer, body, start)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
        slowestMillis.accumulateAndGet(outcome.millis(), Math::max);
        return outcome;
      } catch (ExecutionException | TimeoutException failed) {
        error = String.valueOf(failed.getCause() == null ? failed : failed.getCause());
      }
    }
    return new Outcome(call, 0, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), 0, error);
  }

  private RequestOptions options(Call call) {
    RequestOptions options =
        new RequestOptions()
            .setHost(base.getHost())
            .setPort(base.getPort())
            .setMethod(HttpMethod.valueOf(call.operation().method()))
            .setURI(Contract.ROOT + call.target());
    call.headers().forEach(header -> options.addHeader(header.getKey(), header.getValue()));
    return options;
  }

  private static Outcome outcome(
      Call call, HttpClientResponse answer, Buffer body, long startNanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    return new Outcome(call, answer.statusCode(), answer.headers(), body, millis, "");
  }

  /** So far. */
  int sent() {
    return sent.get();
  }

  /** The longest that an answer has taken so far. */
  long slowestMillis() {
    return slowestMillis.get();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
