package io.mostrador.platform.bus;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests, replies and failures travel: the object itself inside a process, JSON between
 * nodes.
 *
 * <p>Their JSON is read-only by agreement, since a local consumer is handed the sender's object.
 */
public record BusCodec<T>(
    Class<T> type, Function<T, JsonObject> toJson, Function<JsonObject, T> fromJson)
    implements MessageCodec<T, T> {

  static final BusCodec<Request> REQUEST =
      new BusCodec<>(Request.class, BusCodec::toJson, BusCodec::toRequest);
  static final BusCodec<Reply> REPLY =
      new BusCodec<>(Reply.class, BusCodec::toJson, BusCodec::toReply);
  static final BusCodec<Failure> FAILURE =
      new BusCodec<>(Failure.class, BusCodec::toJson, BusCodec::toFailure);

  /** To be called once, before the first message. */
  public static void registerAll(Vertx vertx) {
    var bus = vertx.eventBus().getDelegate();
    bus.registerDefaultCodec(Request.class, REQUEST);
    bus.registerDefaultCodec(Reply.class, REPLY);
    bus.registerDefaultCodec(Failure.class, FAILURE);
  }

  @Override
  public T transform(T message) {
    return message;
  }

  @Override
  public void encodeToWire(Buffer buffer, T message) {
    byte[] bytes = toJson.apply(message).toBuffer().getBytes();
    buffer.appendInt(bytes.length).appendBytes(bytes);
  }

  @Override
  public T decodeFromWire(int position, Buffer buffer) {
    int length = buffer.getInt(position);
    int start = position + Integer.BYTES;
    return fromJson.apply(new JsonObject(buffer.getBuffer(start, start + length)));
  }

  @Override
  public String name() {
    return type.getSimpleName();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }

  private static JsonObject toJson(Request request) {
    return new JsonObject()
        .put("operation_id", request.operationId())
        .put("actor", request.actor().id())
        .put("username", request.actor().username())
        .put("role", request.actor().role().name())
        .put("parameters", request.parameters())
        .put("body", request.body())
        .put("request_id", request.origin().requestId())
        .put("url", request.origin().url())
        .put("address", request.origin().address())
        .put("idempotency_key", request.origin().idempotencyKey())
        .put("if_match", toJson(request.origin().ifMatch()))
        .put("trace_id", request.origin().traceId());
  }

  private static Request toRequest(JsonObject json) {
    return new Request(
        json.getString("operation_id"),
        new Actor(
            json.getInteger("actor"),
            json.getString("username"),
            Role.valueOf(json.getString("role"))),
        json.getJsonObject("parameters"),
        json.getJsonObject("body"),
        new Request.Origin(
            json.getString("request_id"),
            json.getString("url"),
            json.getString("address"),
            json.getString("idempotency_key"),
            toIfMatch(json.getJsonObject("if_match")),
            json.getString("trace_id")));
  }

  private static @Nullable JsonObject toJson(@Nullable IfMatch condition) {
    return condition == null
        ? null
        : new JsonObject()
            .put("any", condition.isAny())
            .put("revisions", new JsonArray(List.copyOf(condition.revisions())));
  }

  private static @Nullable IfMatch toIfMatch(@Nullable JsonObject json) {
    return json == null
        ? null
        : new IfMatch(
            json.getBoolean("any"),
            json.getJsonArray("revisions").stream()
                .map(String.class::cast)
                .collect(Collectors.toUnmodifiableSet()));
  }

  private static JsonObject toJson(Reply reply) {
    return new JsonObject()
        .put("status", reply.status())
        .put("body", reply.body())
        .put("headers", new JsonObject(new HashMap<>(reply.headers())));
  }

  private static Reply toReply(JsonObject json) {
    Map<String, String> headers = new HashMap<>();
    json.getJsonObject("headers").forEach(each -> headers.put(each.getKey(), "" + each.getValue()));
    Object body = json.getValue("body");
    boolean known = body == null || body instanceof JsonObject || body instanceof JsonArray;
    if (!known) {
      throw new IllegalArgumentException("a reply's body is an object, an array or nothing");
    }
    return new Reply(json.getInteger("status"), body, Map.copyOf(headers));
  }

  private static JsonObject toJson(Failure failure) {
    return failure
        .toJson()
        .put("status", failure.status())
        .put("retry_after_seconds", failure.retryAfterSeconds());
  }

  private static Failure toFailure(JsonObject json) {
    return new Failure(
        json.getInteger("status"),
        json.getString("code"),
        json.getString("detail"),
        json.getJsonObject("fields"),
        json.getInteger("retry_after_seconds"));
  }
}
