package io.mostrador.platform.postgres;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.internal.command.CommandBase;
import io.vertx.sqlclient.internal.command.CommandResponse;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hangs up on a PostgreSQL that answers nothing while something is asked, and on one that has
 * become read-only: the client waits for the one for ever, and keeps the other.
 *
 * <p>Sits between the client's codec and its connection, where commands and their results pass.
 */
final class SilenceGuard extends ChannelDuplexHandler {

  private static final Logger log = LoggerFactory.getLogger(SilenceGuard.class);
  private static final String READ_ONLY = "25006";

  private final long limitNanos;
  private int unanswered;
  private long lastProgress;
  private boolean isWatching;

  /**
   * @param limitMillis more than PostgreSQL lets a statement take
   */
  SilenceGuard(long limitMillis) {
    this.limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof CommandBase<?>) {
      if (unanswered == 0) {
        lastProgress = System.nanoTime();
      }
      unanswered++;
      if (!isWatching) {
        watch(context, limitNanos);
      }
    }
    var unused = context.write(message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof CommandResponse<?> answer) {
      unanswered--;
      lastProgress = System.nanoTime();
      context.fireChannelRead(message);
      if (isReadOnly(answer.toAsyncResult().cause())) {
        hangUp(context, "is read-only");
      }
    } else {
      context.fireChannelRead(message);
    }
  }

  /** One timer a connection at most, however many statements pass meanwhile. */
  private void watch(ChannelHandlerContext context, long nanos) {
    isWatching = true;
    var unused = context.executor().schedule(() -> look(context), nanos, TimeUnit.NANOSECONDS);
  }

  private void look(ChannelHandlerContext context) {
    isWatching = false;
    if (unanswered > 0 && context.channel().isActive()) {
      long left = limitNanos - (System.nanoTime() - lastProgress);
      if (left > 0) {
        watch(context, left);
      } else {
        hangUp(context, "is silent");
      }
    }
  }

  private static boolean isReadOnly(Throwable error) {
    return error instanceof PgException broken && READ_ONLY.equals(broken.getSqlState());
  }

  /** Past the codec, which would only say goodbye and wait for the server to close. */
  private static void hangUp(ChannelHandlerContext context, String why) {
    log.warn("PostgreSQL {}: closing a connection", why);
    var unused = context.pipeline().firstContext().close();
  }
}
