package io.mostrador.platform.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.impl.ShutdownEvent;
import io.vertx.rxjava3.core.http.HttpConnection;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how long a request may take to arrive, its head and its body each, however busily they
 * drip; and lets a connection live on for a moment when the server stops, so that a request which
 * is under way is answered and its client told to go.
 *
 * <p>All on the connection's event loop.
 */
final class ConnectionWatch {

  /** The router refuses a slow body with 408 before; but not once it has answered. */
  private static final long BODY_GRACE_NANOS = TimeUnit.SECONDS.toNanos(6);

  private static final long LINGER_MILLIS = 1_000;

  private final long withinNanos;
  private boolean isReceiving;
  private long receivingSince;
  private boolean isWatching;

  private ConnectionWatch(int withinSeconds) {
    this.withinNanos = TimeUnit.SECONDS.toNanos(withinSeconds);
  }

  /** To be called before the first byte is read. */
  static void over(HttpConnection connection, int withinSeconds) {
    ConnectionWatch watch = new ConnectionWatch(withinSeconds);
    var pipeline =
        ((HttpServerConnection) connection.getDelegate()).channelHandlerContext().pipeline();
    pipeline.addFirst(watch.new Bytes()).addAfter("httpDecoder", null, watch.new Messages());
  }

  private void look(ChannelHandlerContext context) {
    isWatching = false;
    if (isReceiving) {
      long left = withinNanos - (System.nanoTime() - receivingSince);
      if (left > 0) {
        watch(context, left);
      } else {
        var unused = context.close();
      }
    }
  }

  private void watch(ChannelHandlerContext context, long nanos) {
    isWatching = true;
    var unused = context.executor().schedule(() -> look(context), nanos, TimeUnit.NANOSECONDS);
  }

  /** Knows when a request begins, long before it can be understood. */
  private final class Bytes extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      if (!isReceiving) {
        isReceiving = true;
        receivingSince = System.nanoTime();
      }
      context.fireChannelRead(bytes);
    }

    /** Most requests have arrived whole by now, and need no timer. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      if (isReceiving && !isWatching) {
        watch(context, withinNanos);
      }
      context.fireChannelReadComplete();
    }

    /** The server closes connections at rest at once, even those whose next request is coming. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof ShutdownEvent) {
        var unused =
            context
                .executor()
                .schedule(
                    () -> context.fireUserEventTriggered(event),
                    LINGER_MILLIS,
                    TimeUnit.MILLISECONDS);
      } else {
        context.fireUserEventTriggered(event);
      }
    }
  }

  /** Knows when a request's head is complete, and when all of it is. */
  private final class Messages extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof LastHttpContent) {
        isReceiving = false;
      } else if (message instanceof HttpRequest) {
        receivingSince = System.nanoTime() + BODY_GRACE_NANOS;
      }
      context.fireChannelRead(message);
    }
  }
}
