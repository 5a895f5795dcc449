package io.mostrador.platform.postgres;

import io.mostrador.kernel.Failure;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells errors of a PostgreSQL that is away, busy or read-only from errors of ours. */
final class Outage {

  /** Locks and timeouts, shutdown and start-up, too many connections, a read-only standby. */
  private static final Set<String> STATES =
      Set.of("55P03", "57014", "57P01", "57P02", "57P03", "57P05", "53300", "25006", "25P04");

  private static final Set<String> RETRYABLE = Set.of("40001", "40P01");
  private static final String OVERFLOW = "22003";

  private Outage() {}

  /** Serialisation failure or deadlock: the same transaction may succeed when run again. */
  static boolean isRetryable(Throwable error) {
    return error instanceof PgException broken && RETRYABLE.contains(broken.getSqlState());
  }

  static boolean isLockTimeout(Throwable error) {
    return error instanceof PgException broken && "55P03".equals(broken.getSqlState());
  }

  /** The failure that an error of the connection or server means; else the error itself. */
  static Throwable translate(Throwable error) {
    if (error instanceof PgException broken) {
      return translate(broken);
    }
    boolean away =
        error instanceof IOException
            || error instanceof ClosedConnectionException // how a transaction's timeout arrives
            || error instanceof TimeoutException
            || (error instanceof VertxException && isAboutConnection(error));
    return away ? Failure.unavailable() : error;
  }

  private static Throwable translate(PgException broken) {
    String state = broken.getSqlState();
    if (state != null && (STATES.contains(state) || state.startsWith("08"))) {
      return Failure.unavailable();
    }
    return OVERFLOW.equals(state) ? Failure.invalid("Una cantidad es demasiado grande.") : broken;
  }

  private static boolean isAboutConnection(Throwable error) {
    String message = String.valueOf(error.getMessage()).toLowerCase(java.util.Locale.ROOT);
    return message.contains("clos") || message.contains("timeout") || message.contains("queue");
  }
}
