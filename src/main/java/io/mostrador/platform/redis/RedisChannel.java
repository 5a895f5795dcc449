package io.mostrador.platform.redis;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Scheduler;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.rxjava3.core.Context;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.redis.client.RedisConnection;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Short messages to all other nodes; one that is lost is lost.
 *
 * <p>Listening has a connection of its own: between pushed messages the client mistakes whose the
 * replies to commands are.
 */
public final class RedisChannel {

  private static final Logger log = LoggerFactory.getLogger(RedisChannel.class);
  private static final long LISTEN_AGAIN_AFTER_MILLIS = 1_000;

  /** A connection that says nothing may be dead without our knowing. */
  private static final int LONGEST_SILENCE_SECONDS = 60;

  /** What a node does with what it hears, on the channel's event loop. */
  public interface Listener {

    /** Another node has said {@code text}. */
    void heard(String text);

    /** From now on messages are heard; before, some may have been missed. */
    void listening();
  }

  private final String self = UUID.randomUUID().toString();
  private final Vertx vertx;
  private final RedisOptions options;
  private final Context context;
  private final Scheduler scheduler;
  private final String name;
  private final RedisLink speaking;
  private final Listener listener;
  private final Set<String> unsaid = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosed;
  private RedisLine line;

  /**
   * @param speaking what messages are sent on
   */
  public RedisChannel(Vertx vertx, URI server, String name, RedisLink speaking, Listener listener) {
    this.vertx = vertx;
    this.options = RedisLine.options(server, "channel").setNetClientOptions(network());
    this.context = vertx.getOrCreateContext();
    this.scheduler = RxHelper.scheduler(context);
    this.name = name;
    this.speaking = speaking;
    this.listener = listener;
  }

  private static NetClientOptions network() {
    NetClientOptions network = RedisLine.network();
    network.setReadIdleTimeout(LONGEST_SILENCE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS);
    return network;
  }

  /** Listens until it is closed, whether or not Redis is there now. */
  public void open() {
    context.runOnContext(now -> listen());
  }

  public void close() {
    isClosed = true;
    context.runOnContext(now -> hangUp());
  }

  /** Tells the other nodes; the same text once, when it is said again before it has left. */
  public void say(String text) {
    if (unsaid.add(text)) {
      context.runOnContext(now -> send(text));
    }
  }

  @SuppressWarnings("CheckReturnValue") // nobody waits for it
  private void send(String text) {
    unsaid.remove(text);
    speaking
        .ask(java.util.List.of(Request.cmd(Command.PUBLISH).arg(name).arg(self + " " + text)))
        .subscribe(sent -> {}, error -> log.warn("the other nodes were not told {}", text));
  }

  @SuppressWarnings("CheckReturnValue") // the connection's end begins it anew
  private void listen() {
    if (!isClosed) {
      line = new RedisLine(vertx, options, scheduler, this::listenAgain);
      RedisLine current = line;
      current
          .connection()
          .flatMapCompletable(this::subscribe)
          .subscribe(() -> {}, error -> listenAgain(current));
    }
  }

  private Completable subscribe(RedisConnection connection) {
    connection.handler(this::receive);
    return connection.rxSend(Request.cmd(Command.SUBSCRIBE).arg(name)).ignoreElement();
  }

  private void listenAgain(RedisLine ended) {
    context.runOnContext(
        now -> {
          if (ended == line) {
            hangUp();
            vertx.setTimer(LISTEN_AGAIN_AFTER_MILLIS, later -> listen());
          }
        });
  }

  private void hangUp() {
    if (line != null) {
      line.hangUp();
      line = null;
    }
  }

  private void receive(Response push) {
    String kind = push.get(0).toString();
    if (kind.equals("subscribe")) {
      listener.listening();
    } else if (kind.equals("message")) {
      String[] message = push.get(2).toString().split(" ", 2);
      if (message.length == 2 && !message[0].equals(self)) {
        listener.heard(message[1]);
      }
    }
  }
}
