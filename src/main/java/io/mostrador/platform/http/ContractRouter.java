package io.mostrador.platform.http;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.bus.IfMatch;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.http.cache.ResponseCache;
import io.mostrador.platform.http.schema.SchemaCompiler;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.eventbus.EventBus;
import io.vertx.rxjava3.core.eventbus.Message;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import io.vertx.rxjava3.ext.web.handler.BodyHandler;
import io.vertx.rxjava3.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.rxjava3.ext.web.openapi.router.RouterBuilder;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the contract: admits, checks, and sends each operation to the address that its first tag
 * names.
 *
 * <p>It knows no operation by name, so a new operation needs no change here.
 */
final class ContractRouter {

  private static final String ACTOR = "actor";
  private static final String KEY_HEADER = "Idempotency-Key";
  private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

  private final Contract contract;
  private final SchemaCompiler schemas;
  private final Admission admission;
  private final Callers callers;
  private final ResponseCache cache;
  private final ReadyAnswers ready;
  private final RequestMetrics metrics;
  private final Traces traces;
  private final Predicate<String> isLocal;
  private final EventBus bus;
  private final Scheduler scheduler;
  private final long bodyWithinMillis;
  private final long answerWithinMillis;

  /**
   * @param isLocal whether this node runs a domain itself; a clustered bus would choose among all
   */
  ContractRouter(
      Vertx vertx,
      Contract contract,
      SchemaCompiler schemas,
      Admission admission,
      Callers callers,
      ResponseCache cache,
      ReadyAnswers ready,
      RequestMetrics metrics,
      Traces traces,
      Predicate<String> isLocal,
      long bodyWithinMillis,
      long answerWithinMillis) {
    this.bus = vertx.eventBus();
    this.scheduler = RxHelper.scheduler(vertx.getOrCreateContext());
    this.cache = cache;
    this.ready = ready;
    this.contract = contract;
    this.schemas = schemas;
    this.admission = admission;
    this.callers = callers;
    this.metrics = metrics;
    this.traces = traces;
    this.isLocal = isLocal;
    this.bodyWithinMillis = bodyWithinMillis;
    this.answerWithinMillis = answerWithinMillis;
  }

  Router build(Vertx vertx) {
    RouterBuilder builder = RouterBuilder.create(vertx, contract.openApi());
    builder.getRoutes().forEach(this::bind);
    return builder.createRouter();
  }

  private void bind(OpenAPIRoute route) {
    Operation operation = contract.operation(route.getOperation().getOperationId());
    RequestReader reader = new RequestReader(operation, schemas);
    BodyHandler body = BodyHandler.create(false).setBodyLimit(operation.bodyLimitBytes());
    DeliveryOptions delivery =
        new DeliveryOptions()
            .setLocalOnly(isLocal.test(operation.domain()))
            .setSendTimeout(answerWithinMillis);
    route
        .setDoValidation(false) // RequestReader is stricter and names every fault; see docs
        .setDoSecurity(false)
        .addHandler(rc -> admit(rc, operation));
    if (operation.cacheGroup().isPresent()) {
      CachedRoute cached = cached(operation, reader, delivery);
      route.addHandler(cached::handle);
    } else {
      route
          .addHandler(rc -> read(rc, reader, body)) // as itself it would have to be the first
          .addHandler(rc -> dispatch(rc, operation, reader, delivery));
    }
  }

  private CachedRoute cached(Operation operation, RequestReader reader, DeliveryOptions delivery) {
    return new CachedRoute(
        operation,
        reader,
        cache,
        ready,
        callers,
        scheduler,
        (rc, parameters, url) ->
            ask(
                new Request(
                    operation.id(),
                    Actor.ANONYMOUS,
                    parameters,
                    new JsonObject(),
                    origin(rc, url, null, null)),
                operation,
                delivery));
  }

  /**
   * The body waits unread until the caller may send one. What is asked of Redis may be answered on
   * another request's context, so the way goes back to its own.
   */
  @SuppressWarnings("CheckReturnValue") // the next handler goes on
  private void admit(RoutingContext rc, Operation operation) {
    RequestLog.found(rc, operation);
    traces.name(operation.id());
    ContextInternal own = ContextInternal.current();
    rc.request().pause();
    admission
        .admit(rc, operation)
        .subscribe(
            actor -> own.dispatch(() -> pass(rc, actor)),
            refused -> own.dispatch(() -> refuse(rc, refused)));
  }

  private static void pass(RoutingContext rc, Actor actor) {
    rc.put(ACTOR, actor);
    rc.request().resume();
    rc.next();
  }

  private static void refuse(RoutingContext rc, Throwable refused) {
    rc.request().resume();
    rc.fail(refused);
  }

  private void read(RoutingContext rc, RequestReader reader, BodyHandler body) {
    reader.refuseForm(rc);
    Deadline.awaitBody(rc, bodyWithinMillis);
    body.handle(rc);
  }

  @SuppressWarnings("CheckReturnValue") // the response ends the chain
  private void dispatch(
      RoutingContext rc, Operation operation, RequestReader reader, DeliveryOptions delivery) {
    Single.fromCallable(() -> request(rc, operation, reader))
        .flatMapCompletable(request -> answer(rc, request, operation, delivery))
        .subscribe(() -> {}, rc::fail);
  }

  private Completable answer(
      RoutingContext rc, Request request, Operation operation, DeliveryOptions delivery) {
    return operation.offersCsv() && PartedAnswer.isWanted(rc, request)
        ? new PartedAnswer(rc, part -> ask(part, operation, delivery)).send(request)
        : ask(request, operation, delivery)
            .doOnSuccess(reply -> countReplay(operation, reply))
            .doOnSuccess(reply -> Replies.send(rc, operation, reply))
            .ignoreElement();
  }

  private void countReplay(Operation operation, Reply reply) {
    if (reply.isReplay()) {
      metrics.replayed(operation);
    }
  }

  private Single<Reply> ask(Request request, Operation operation, DeliveryOptions delivery) {
    return bus.<Reply>rxRequest(operation.domain(), request, delivery).map(Message::body);
  }

  private Request request(RoutingContext rc, Operation operation, RequestReader reader) {
    Actor actor = rc.get(ACTOR);
    String idempotencyKey = idempotencyKey(rc, operation);
    IfMatch ifMatch = operation.isConditional() ? Conditions.ifMatch(rc.request()) : null;
    return new Request(
        operation.id(),
        actor,
        reader.parameters(rc),
        reader.body(rc),
        origin(rc, callers.url(rc.request()), idempotencyKey, ifMatch));
  }

  private Request.Origin origin(
      RoutingContext rc, String url, String idempotencyKey, @Nullable IfMatch ifMatch) {
    return new Request.Origin(
        RequestLog.requestId(rc),
        url,
        callers.address(rc.request()),
        idempotencyKey,
        ifMatch,
        RequestLog.traceId(rc));
  }

  private static String idempotencyKey(RoutingContext rc, Operation operation) {
    String key = rc.request().getHeader(KEY_HEADER);
    if (key == null || !operation.isIdempotent()) {
      return null;
    }
    if (!KEY.matcher(key).matches()) {
      throw Failure.invalid(KEY_HEADER, "Usa de 1 a 255 caracteres ASCII visibles.");
    }
    return key;
  }
}
