package io.mostrador.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.VertxInternal;

/** One thread and its connections, which requests are sent from. */
final class Client implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final Context thread = ((VertxInternal) vertx).createEventLoopContext();
  private final HttpClient http;

  Client(int connections) {
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true),
            new PoolOptions().setHttp1MaxSize(connections));
  }

  /** On its thread: an answer may have ended before another thread listens to it. */
  void run(Runnable sending) {
    thread.runOnContext(now -> sending.run());
  }

  /** The status, when the whole answer is there; to be called where {@link #run} runs. */
  Future<Integer> send(Load.Shot shot) {
    return shot.send(http);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
