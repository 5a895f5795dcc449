package io.mostrador.platform.bus;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.PageRequest;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One validated call of one operation of the contract, as it crosses the event bus.
 *
 * @param operationId the contract's operationId
 * @param actor who is calling
 * @param parameters path and query parameters by their names in the contract; amounts are plain
 *     decimal strings
 * @param body the checked request body, amounts as plain decimal strings; empty when there is none
 * @param origin where the call came from
 */
public record Request(
    String operationId, Actor actor, JsonObject parameters, JsonObject body, Origin origin) {

  /**
   * Where a call came from.
   *
   * @param requestId also in the log and in the answer's {@code X-Request-Id}
   * @param url absolute URL, for links to other pages
   * @param address of the client, proxies that we trust looked through
   * @param idempotencyKey null when the client sent none, or the operation honours none
   * @param ifMatch null when the client set no condition, or the operation honours none
   * @param traceId null when nobody traces it
   */
  public record Origin(
      String requestId,
      String url,
      String address,
      @Nullable String idempotencyKey,
      @Nullable IfMatch ifMatch,
      @Nullable String traceId) {}

  /** What its work is measured and logged as. */
  public Call call() {
    return new Call(operationId, origin.requestId(), origin.traceId());
  }

  /** The same with one more parameter. */
  public Request with(String parameter, String value) {
    return new Request(operationId, actor, parameters.copy().put(parameter, value), body, origin);
  }

  public UUID id(String parameter) {
    return UUID.fromString(parameters.getString(parameter));
  }

  /** Empty when the parameter was not sent. */
  public Optional<String> text(String parameter) {
    return Optional.ofNullable(parameters.getString(parameter));
  }

  /** Null when the parameter was not sent, as the stores' optional filters take it. */
  public UUID idOrNull(String parameter) {
    String text = parameters.getString(parameter);
    return text == null ? null : UUID.fromString(text);
  }

  public boolean flag(String parameter) {
    return parameters.getBoolean(parameter, false);
  }

  public PageRequest page() {
    return new PageRequest(
        parameters.getInteger("page", 1),
        parameters.getInteger("page_size", PageRequest.DEFAULT_SIZE));
  }

  /** An amount of {@code json}, or null when it is null or not there. */
  public static BigDecimal amount(JsonObject json, String field) {
    String text = json.getString(field);
    return text == null ? null : new BigDecimal(text);
  }

  /** An id of {@code json}, or null when it is null or not there. */
  public static UUID id(JsonObject json, String field) {
    String text = json.getString(field);
    return text == null ? null : UUID.fromString(text);
  }

  /** The objects of an array of the body; none when it is not there. */
  public static List<JsonObject> objects(JsonObject json, String field) {
    return json.getJsonArray(field) == null
        ? List.of()
        : json.getJsonArray(field).stream().map(JsonObject.class::cast).toList();
  }
}
