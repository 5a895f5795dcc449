package io.mostrador.platform.bus;

import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import io.vertx.rxjava3.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * What the server is doing right now, for those who measure and log what is done on its behalf.
 *
 * <p>Kept in the context that Vert.x makes for each HTTP request and each message; answers of
 * clients come back on the context that asked, so it stays with the work.
 *
 * @param operation the contract's operationId, or the name of a job
 * @param requestId null outside of requests
 * @param traceId null when nobody traces it
 */
public record Call(String operation, @Nullable String requestId, @Nullable String traceId) {

  private static final Call NONE = new Call("none", null, null);

  /** Names no operation where the server does something by itself. */
  public static Call current() {
    ContextInternal context = ContextInternal.current();
    Call call = context == null ? null : context.getLocal(CallStorage.CALL);
    return call == null ? NONE : call;
  }

  /** For all that follows on {@code context}, if that is one of its own. */
  public void beginOn(@Nullable Context context) {
    if (context instanceof ContextInternal own && own.isDuplicate()) {
      own.putLocal(CallStorage.CALL, this);
    }
  }

  /** Runs {@code work} at once, on a context of its own. */
  void run(Vertx vertx, Runnable work) {
    Context around = vertx.getOrCreateContext().getDelegate();
    ContextInternal own = ((ContextInternal) around).duplicate();
    own.putLocal(CallStorage.CALL, this);
    own.dispatch(nothing -> work.run());
  }
}
