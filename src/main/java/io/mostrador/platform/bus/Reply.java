package io.mostrador.platform.bus;

import io.mostrador.kernel.Revision;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an operation answers.
 *
 * @param status the one that the contract gives it
 * @param body a {@link JsonObject}, a {@link JsonArray}, or null for no body
 * @param headers beside the usual ones
 */
public record Reply(int status, Object body, Map<String, String> headers) {

  /** A header between domain and router, which makes the {@code ETag} of it. */
  public static final String REVISION = "Entity-Revision";

  private static final String VERSION = "Data-Version";
  private static final String REPLAYED = "Idempotency-Replayed";
  private static final String TAGS = "Data-Tags";

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

  /** Says what it shows, for those who keep it: each tag is without blanks. */
  public Reply about(Set<String> tags) {
    return tags.isEmpty() ? this : with(TAGS, String.join(" ", new TreeSet<>(tags)));
  }

  /** None when it does not say. */
  public Set<String> tags() {
    String tags = headers.get(TAGS);
    return tags == null ? Set.of() : Set.of(tags.split(" "));
  }

  /** Empty when it does not say. */
  public Optional<String> version() {
    return Optional.ofNullable(headers.get(VERSION));
  }

  /** Shows a thing in this state: the answer gets an {@code ETag} that names it. */
  public Reply at(Revision revision) {
    return with(REVISION, revision.text());
  }

  /** As text; empty when the reply does not show one thing. */
  public Optional<String> revision() {
    return Optional.ofNullable(headers.get(REVISION));
  }

  public Reply with(String header, String value) {
    Map<String, String> more = new java.util.HashMap<>(headers);
    more.put(header, value);
    return new Reply(status, body, Map.copyOf(more));
  }
}
