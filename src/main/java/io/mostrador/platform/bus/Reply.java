package io.mostrador.platform.bus;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation answers.
 *
 * @param status the one that the contract gives it
 * @param body a {@link JsonObject}, a {@link JsonArray}, or null for no body
 * @param headers beside the usual ones
 */
public record Reply(int status, Object body, Map<String, String> headers) {

  private static final String VERSION = "Data-Version";
  private static final String REPLAYED = "Idempotency-Replayed";

  public static Reply ok(JsonObject body) {
    return new Reply(200, body, Map.of());
  }

  public static Reply ok(JsonArray body) {
    return new Reply(200, body, Map.of());
  }

  public static Reply created(JsonObject body) {
    return new Reply(201, body, Map.of());
  }

  public static Reply noContent() {
    return new Reply(204, null, Map.of());
  }

  /** The answer that an earlier request with the same key was given. */
  public Reply asReplay() {
    return with(REPLAYED, "true");
  }

  public boolean isReplay() {
    return headers.containsKey(REPLAYED);
  }

  /** Says which state of the data it shows: equal requests at one version have equal replies. */
  public Reply atVersion(String version) {
    return with(VERSION, version);
  }

  /** Empty when it does not say. */
  public Optional<String> version() {
    return Optional.ofNullable(headers.get(VERSION));
  }

  public Reply with(String header, String value) {
    Map<String, String> more = new java.util.HashMap<>(headers);
    more.put(header, value);
    return new Reply(status, body, Map.copyOf(more));
  }
}
