package io.mostrador.platform.bus;

import io.mostrador.kernel.Failure;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.rxjava3.core.AbstractVerticle;
import io.vertx.rxjava3.core.eventbus.Message;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on its domain's address and hands every {@link Request} to the operation it names. */
public abstract class DomainVerticle extends AbstractVerticle {

  private static final Logger log = LoggerFactory.getLogger(DomainVerticle.class);

  private final String domain;
  private final Map<String, Function<Request, Single<Reply>>> operations;

  /**
   * @param domain the tag of its operations in the contract, and its address on the bus
   * @param operations by operationId
   */
  protected DomainVerticle(
      String domain, Map<String, Function<Request, Single<Reply>>> operations) {
    this.domain = domain;
    this.operations = Map.copyOf(operations);
  }

  public final String domain() {
    return domain;
  }

  /** The operationIds that it answers; compared with the contract at start. */
  public final Set<String> operationIds() {
    return operations.keySet();
  }

  @Override
  public final Completable rxStart() {
    return vertx.eventBus().<Request>consumer(domain, this::answer).rxCompletion();
  }

  /** The same answer without the bus. */
  public final Single<Reply> answer(Request request) {
    return Single.defer(() -> operations.get(request.operationId()).apply(request));
  }

  @SuppressWarnings("CheckReturnValue") // nothing to dispose: the reply is the end of the chain
  private void answer(Message<Request> message) {
    Request request = message.body();
    request.call().beginOn(Vertx.currentContext());
    answer(request)
        .subscribe(message::reply, error -> message.reply(asReplyException(request, error)));
  }

  private static ReplyException asReplyException(Request request, Throwable error) {
    if (error instanceof Failure expected) {
      return expected;
    }
    log.atError()
        .setCause(error)
        .addKeyValue("requestId", request.origin().requestId())
        .addKeyValue("traceId", request.origin().traceId())
        .log("operation {} broke", request.operationId());
    return new ReplyException(ReplyFailure.RECIPIENT_FAILURE, 500, "internal error");
  }
}
