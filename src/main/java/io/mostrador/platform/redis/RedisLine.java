package io.mostrador.platform.redis;

import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.redis.client.Redis;
import io.vertx.rxjava3.redis.client.RedisConnection;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from its making to its end.
 *
 * <p>It has a client of its own, since closing that is the only way to be rid of a connection that
 * does not answer: closed by itself it would go back into a pool.
 */
final class RedisLine {

  private static final Logger log = LoggerFactory.getLogger(RedisLine.class);
  private static final int CONNECT_WITHIN_MILLIS = 1_000;
  private static final int MOST_WAITING = 1_024;
  private static final int NEVER = -1;

  private final Vertx vertx;
  private final RedisOptions options;
  private final Consumer<RedisLine> onEnd;
  private final Single<RedisConnection> connection;
  private final AtomicReference<Redis> client = new AtomicReference<>();
  private volatile boolean isConnected;

  /**
   * @param scheduler of the event loop that the connection lives on
   * @param onEnd called, maybe more than once, when it could not be made or is lost
   */
  RedisLine(Vertx vertx, RedisOptions options, Scheduler scheduler, Consumer<RedisLine> onEnd) {
    this.vertx = vertx;
    this.options = options;
    this.onEnd = onEnd;
    this.connection =
        Single.defer(this::connect)
            .subscribeOn(scheduler)
            .timeout(CONNECT_WITHIN_MILLIS, TimeUnit.MILLISECONDS, scheduler)
            .doOnError(failed -> onEnd.accept(this))
            .cache();
  }

  static RedisOptions options(URI server, String purpose) {
    return new RedisOptions()
        .setConnectionString(server.toString())
        .setMaxWaitingHandlers(MOST_WAITING)
        .setNetClientOptions(network())
        .setPoolName("redis-" + purpose)
        .setMaxPoolSize(1)
        .setMaxPoolWaiting(1)
        .setPoolCleanerInterval(NEVER)
        .setPoolRecycleTimeout(NEVER);
  }

  static NetClientOptions network() {
    return new NetClientOptions()
        .setTcpKeepAlive(true)
        .setTcpNoDelay(true)
        .setConnectTimeout(CONNECT_WITHIN_MILLIS);
  }

  /** Made when first asked for; the same one for all. */
  Single<RedisConnection> connection() {
    return connection;
  }

  boolean isConnected() {
    return isConnected;
  }

  @SuppressWarnings("CheckReturnValue") // nothing can be done about a connection that will not end
  void hangUp() {
    isConnected = false;
    Redis last = client.getAndSet(null);
    if (last != null) {
      last.rxClose().subscribe(() -> {}, error -> log.debug("a lost connection stays", error));
    }
  }

  private Single<RedisConnection> connect() {
    Redis made = Redis.createClient(vertx, options);
    client.set(made);
    return made.rxConnect()
        .doOnSuccess(
            connected -> {
              isConnected = true;
              connected
                  .endHandler(ended -> onEnd.accept(this))
                  .exceptionHandler(broken -> onEnd.accept(this));
            });
  }
}
