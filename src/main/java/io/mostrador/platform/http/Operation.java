package io.mostrador.platform.http;

import io.mostrador.kernel.Capability;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * One operation of the contract, as the router needs to know it.
 *
 * @param path as in the contract, with {@code {placeholders}}
 * @param domain its first tag: the address of the verticle that answers it
 * @param isPublic answered without a token
 * @param capability what the caller's role must have; empty: any signed-in user, or public
 * @param rateLimit name of the bucket that counts it; empty: the default ones
 * @param bodyLimitBytes a longer body is refused
 * @param invalidCode the code of a refused input
 * @param isIdempotent honours an {@code Idempotency-Key}
 * @param isTagged its answers show one thing and have an {@code ETag}
 * @param cacheGroup its answers are kept under this name; empty: they are not kept
 * @param model its part of the contract
 */
public record Operation(
    String id,
    String method,
    String path,
    String domain,
    boolean isPublic,
    Optional<Capability> capability,
    Optional<String> rateLimit,
    int bodyLimitBytes,
    String invalidCode,
    boolean isIdempotent,
    boolean isTagged,
    Optional<String> cacheGroup,
    JsonObject model) {

  private static final String SIGNED_IN = "signed-in";
  private static final int DEFAULT_BODY_LIMIT_BYTES = 256 * 1024;

  /** Throws {@link IllegalArgumentException} when nobody has said who may call it. */
  static Operation of(String path, String method, JsonObject model) {
    String id = model.getString("operationId");
    boolean isPublic = model.getBoolean("x-public", false);
    String guard = model.getString("x-capability");
    if (id == null || model.getJsonArray("tags") == null || isPublic == (guard != null)) {
      throw new IllegalArgumentException(
          method + " " + path + " needs operationId, one tag, and x-capability or x-public");
    }
    return new Operation(
        id,
        method,
        path,
        model.getJsonArray("tags").getString(0),
        isPublic,
        isPublic || guard.equals(SIGNED_IN) ? Optional.empty() : Optional.of(capability(guard)),
        Optional.ofNullable(model.getString("x-rate-limit")),
        model.getInteger("x-body-limit", DEFAULT_BODY_LIMIT_BYTES),
        model.getString("x-invalid-code", "invalid"),
        model.getBoolean("x-idempotent", false),
        model.getBoolean("x-etag", false),
        cacheGroup(id, method, isPublic, model),
        model);
  }

  /** Whether it changes a thing that is there, and honours an {@code If-Match}. */
  boolean isConditional() {
    return isTagged && !method.equals("GET") && path.contains("{");
  }

  /** Whether the answer can also be had as a table. */
  boolean offersCsv() {
    return model
        .getJsonObject("responses", new JsonObject())
        .getJsonObject("200", new JsonObject())
        .getJsonObject("content", new JsonObject())
        .containsKey(PartedAnswer.MEDIA_TYPE);
  }

  private static Optional<String> cacheGroup(
      String id, String method, boolean isPublic, JsonObject model) {
    Optional<String> group = Optional.ofNullable(model.getString("x-cache"));
    if (group.isPresent() && !(isPublic && method.equals("GET"))) {
      throw new IllegalArgumentException(id + " is no public read: nothing of it may be kept");
    }
    return group;
  }

  private static Capability capability(String text) {
    return Capability.of(text)
        .orElseThrow(() -> new IllegalArgumentException("no capability " + text));
  }
}
