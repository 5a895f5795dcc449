package io.mostrador.faults;

import io.mostrador.testing.FreePort;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between the server and a service, and passes, delays, holds back or cuts. */
final class FaultProxy implements AutoCloseable {

  /** Where a connection is cut. */
  enum Cut {
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  private static final byte[] COMMIT = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);

  private final Vertx vertx = Vertx.vertx();
  private final NetClient client =
      vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
  private final URI target;
  private final int port = FreePort.next();
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile Cut cut = Cut.BEFORE_COMMIT;
  private volatile boolean isStalled;
  private volatile boolean isRefusing;
  private volatile long delayMillis;

  private record Pair(NetSocket near, NetSocket far, AtomicLong askedAt) {

    Pair(NetSocket near, NetSocket far) {
      this(near, far, new AtomicLong());
    }

    void close() {
      var unused = near.close();
      var unusedToo = far.close();
    }

    void hold(boolean isHeld) {
      if (isHeld) {
        near.pause();
        far.pause();
      } else {
        near.resume();
        far.resume();
      }
    }
  }

  FaultProxy(URI target) {
    this.target = target;
    vertx
        .createNetServer()
        .connectHandler(this::accept)
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  /** The target's address, by way of the proxy. */
  URI url() {
    return URI.create(target.toString().replace(":" + target.getPort() + "/", ":" + port + "/"));
  }

  /** Nanoseconds for which the most patient connection has been waiting for an answer. */
  long longestWait() {
    return pairs.stream()
        .mapToLong(pair -> pair.askedAt().get())
        .filter(askedAt -> askedAt != 0)
        .map(askedAt -> System.nanoTime() - askedAt)
        .max()
        .orElse(0);
  }

  /** Bytes stay where they are, both ways; new connections are taken and not served. */
  void stall() {
    isStalled = true;
    pairs.forEach(pair -> pair.hold(true));
  }

  /** What was held back goes on its way. */
  void flow() {
    isStalled = false;
    isRefusing = false;
    delayMillis = 0;
    pairs.forEach(pair -> pair.hold(false));
  }

  /** Every answer comes so much later. */
  void delay(long millis) {
    delayMillis = millis;
  }

  /** All connections are cut, and new ones too, until {@link #flow}. */
  void cutAll() {
    isRefusing = true;
    pairs.forEach(Pair::close);
  }

  /** The next so many commits are cut: before PostgreSQL hears of it, or before its answer. */
  void cutCommits(Cut where, int count) {
    cut = where;
    cuts.set(count);
  }

  int cutsLeft() {
    return Math.max(0, cuts.get());
  }

  private void accept(NetSocket near) {
    if (isRefusing) {
      var unused = near.close();
      return;
    }
    near.pause();
    var unused =
        client
            .connect(target.getPort(), target.getHost())
            .onSuccess(far -> join(new Pair(near, far)))
            .onFailure(nobody -> near.close());
  }

  private void join(Pair pair) {
    pairs.add(pair);
    pair.near().handler(bytes -> forward(pair, bytes));
    pair.far().handler(bytes -> answer(pair, bytes));
    pair.near().closeHandler(closed -> part(pair));
    pair.far().closeHandler(closed -> part(pair));
    pair.hold(isStalled);
  }

  private void part(Pair pair) {
    pairs.remove(pair);
    pair.close();
  }

  private void forward(Pair pair, Buffer bytes) {
    pair.askedAt().accumulateAndGet(System.nanoTime(), (before, now) -> before == 0 ? now : before);
    if (cuts.get() > 0 && isCommit(bytes) && cuts.getAndDecrement() > 0) {
      if (cut == Cut.AFTER_COMMIT) {
        var unused = pair.far().write(bytes).onComplete(sent -> pair.near().close());
      } else {
        pair.close();
      }
      return;
    }
    var unused = pair.far().write(bytes);
  }

  private void answer(Pair pair, Buffer bytes) {
    pair.askedAt().set(0);
    if (delayMillis > 0) {
      long unused = vertx.setTimer(delayMillis, later -> pair.near().write(bytes));
    } else {
      var unused = pair.near().write(bytes);
    }
  }

  private static boolean isCommit(Buffer bytes) {
    for (int start = 0; start + COMMIT.length <= bytes.length(); start++) {
      int same = 0;
      while (same < COMMIT.length && bytes.getByte(start + same) == COMMIT[same]) {
        same++;
      }
      if (same == COMMIT.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }
}
