package io.mostrador.fuzz;

import io.mostrador.platform.http.Contract;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Sends requests, many at once, over connections that are kept as long as the server keeps them.
 */
final class Sender implements AutoCloseable {

  /**
   * What came back.
   *
   * @param status 0 when nothing did
   */
  record Outcome(Call call, int status, MultiMap headers, Buffer body, long millis, String error) {}

  /** No more than the server lets wait for the reading of invoices. */
  private static final int AT_ONCE = 16;

  private static final int TRIES = 3;

  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  private final BlockingQueue<Wire> wires = new ArrayBlockingQueue<>(AT_ONCE);
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicLong slowestMillis = new AtomicLong();
  private final URI base;

  Sender(URI base) {
    this.base = base;
    for (int number = 0; number < AT_ONCE; number++) {
      wires.add(new Wire(base));
    }
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

  private Outcome send(Call call) throws InterruptedException {
    Wire wire = wires.take();
    try {
      return send(call, wire);
    } finally {
      wires.add(wire);
    }
  }

  /** Once more when the connection was closed under it: that is how an earlier refusal may end. */
  private Outcome send(Call call, Wire wire) {
    String error = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      long start = System.nanoTime();
      sent.incrementAndGet();
      try {
        Wire.Reply reply = wire.exchange(head(call), call.body());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        slowestMillis.accumulateAndGet(millis, Math::max);
        return new Outcome(call, reply.status(), reply.headers(), reply.body(), millis, "");
      } catch (SocketTimeoutException silent) {
        return unanswered(call, "silence");
      } catch (IOException broken) {
        error = broken.toString();
      }
    }
    return unanswered(call, error);
  }

  private static Outcome unanswered(Call call, String error) {
    return new Outcome(call, 0, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), 0, error);
  }

  private String head(Call call) {
    StringBuilder head = new StringBuilder();
    head.append(call.operation().method()).append(' ');
    head.append(Contract.ROOT).append(call.target()).append(" HTTP/1.1\r\n");
    if (call.headers().stream().noneMatch(header -> header.getKey().equals("Host"))) {
      head.append("Host: ").append(base.getAuthority()).append("\r\n");
    }
    for (Map.Entry<String, String> header : call.headers()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    if (call.body() != null) {
      head.append("Content-Length: ").append(call.body().length()).append("\r\n");
    }
    return head.append("\r\n").toString();
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
    for (Wire wire : wires) {
      try {
        wire.close();
      } catch (IOException closed) {
        throw new java.io.UncheckedIOException(closed);
      }
    }
  }
}
