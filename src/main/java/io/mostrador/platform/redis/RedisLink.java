package io.mostrador.platform.redis;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.rxjava3.circuitbreaker.CircuitBreaker;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis for one purpose, which fails fast: no command takes longer than 100 ms,
 * and after three failures in a row none is tried for a second.
 *
 * <p>Commands of many callers are pipelined. A lost connection is made anew by the next command
 * that is let through.
 */
public final class RedisLink {

  private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
  private static final long ANSWER_WITHIN_MILLIS = 100;
  private static final int MOST_FAILURES = 3;
  private static final long TRY_AGAIN_AFTER_MILLIS = 1_000;
  private static final int NO_TIMEOUT = -1;
  private static final long PROBE_KEPT_MILLIS = 1_000;
  private static final String READ_ONLY = "READONLY";

  private final Vertx vertx;
  private final RedisOptions options;
  private final Scheduler scheduler;
  private final CircuitBreaker breaker;
  private final AtomicReference<RedisLine> line = new AtomicReference<>();

  private RedisLink(Vertx vertx, URI server, String purpose) {
    this.vertx = vertx;
    this.options = RedisLine.options(server, purpose);
    this.scheduler = RxHelper.scheduler(vertx.getOrCreateContext());
    this.breaker = breaker(vertx, purpose);
  }

  private static CircuitBreaker breaker(Vertx vertx, String purpose) {
    CircuitBreakerOptions options =
        new CircuitBreakerOptions()
            .setTimeout(NO_TIMEOUT) // ours, below: it also knows which connection to give up
            .setMaxFailures(MOST_FAILURES)
            .setResetTimeout(TRY_AGAIN_AFTER_MILLIS);
    return CircuitBreaker.create("redis-" + purpose, vertx, options)
        .openHandler(opened -> log.warn("Redis does not answer about {}: going on alone", purpose))
        .closeHandler(closed -> log.info("Redis answers about {} again", purpose));
  }

  /** Begins to connect, so that the first command need not wait for that. */
  @SuppressWarnings("CheckReturnValue") // whoever asks next tries again
  public static RedisLink open(Vertx vertx, URI server, String purpose) {
    RedisLink link = new RedisLink(vertx, server, purpose);
    link.ping().subscribe(() -> {}, error -> log.debug("no connection yet", error));
    return link;
  }

  /**
   * The replies in the commands' order, null where Redis has nothing.
   *
   * <p>Fails within 100 ms when Redis is away, slow, or refuses one of them.
   */
  public Single<List<Response>> ask(List<Request> commands) {
    return breaker.rxExecute(() -> ask(line(), commands));
  }

  /** Completes when Redis answers. */
  public Completable ping() {
    return ask(List.of(Request.cmd(Command.PING))).ignoreElement();
  }

  /** Completes when Redis takes what it is given, which one that is full or read-only does not. */
  public Completable probe(String key) {
    Request set = Request.cmd(Command.SET).arg(key).arg("1").arg("PX").arg(PROBE_KEPT_MILLIS);
    return ask(List.of(set)).ignoreElement();
  }

  /** Gives the connection up; the next command would make another one. */
  public void close() {
    RedisLine last = line.getAndSet(null);
    if (last != null) {
      last.hangUp();
    }
  }

  private Single<List<Response>> ask(RedisLine current, List<Request> commands) {
    return current
        .connection()
        .flatMap(connection -> connection.rxBatch(commands))
        .timeout(ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS, scheduler)
        .doOnError(error -> judge(current, error));
  }

  private RedisLine line() {
    return line.updateAndGet(
        now -> now == null ? new RedisLine(vertx, options, scheduler, this::lost) : now);
  }

  /**
   * A reply that refuses is a sign of life, unless another Redis has become the master; and making
   * a connection may take its time.
   */
  private void judge(RedisLine asked, Throwable error) {
    boolean isAlive =
        error instanceof Response && !String.valueOf(error.getMessage()).startsWith(READ_ONLY);
    if (!isAlive && asked.isConnected()) {
      lost(asked);
    }
  }

  private void lost(RedisLine broken) {
    line.compareAndSet(broken, null);
    broken.hangUp();
  }
}
