package io.mostrador.domain.catalog;

import io.mostrador.platform.storage.StoredObject;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/**
 * One file, as a client says that it will upload it.
 *
 * @param key where it goes in the storage
 * @param mime in lower case
 * @param width pixels, as {@code height}
 */
record DeclaredFile(String key, String mime, int bytes, int width, int height) {

  static final int MOST_BYTES = 8 * 1024 * 1024;
  static final int MOST_PIXELS = 3000;

  private static final Map<String, String> ENDINGS =
      Map.of("image/jpeg", ".jpg", "image/png", ".png", "image/webp", ".webp");

  /** The file's own name is not part of the key: nobody can choose a key. */
  static DeclaredFile of(JsonObject part, String keyWithoutEnding) {
    String mime = part.getString("mime").toLowerCase(Locale.ROOT);
    return new DeclaredFile(
        keyWithoutEnding + ENDINGS.getOrDefault(mime, ""),
        mime,
        part.getInteger("size"),
        part.getInteger("width"),
        part.getInteger("height"));
  }

  static DeclaredFile fromClaims(JsonObject claims) {
    return new DeclaredFile(
        claims.getString("key"),
        claims.getString("mime"),
        claims.getInteger("size"),
        claims.getInteger("width"),
        claims.getInteger("height"));
  }

  JsonObject toClaims() {
    return new JsonObject()
        .put("key", key)
        .put("mime", mime)
        .put("size", bytes)
        .put("width", width)
        .put("height", height);
  }

  /** What is beyond the limits, by field; empty when nothing is. */
  JsonObject problems() {
    JsonObject problems = new JsonObject();
    if (!ENDINGS.containsKey(mime)) {
      problems.put("mime", message("Usa una imagen JPEG, PNG o WebP."));
    }
    if (bytes < 1 || bytes > MOST_BYTES) {
      problems.put("size", message("La imagen no puede pasar de 8 MB."));
    }
    if (!isWithinLimit(width) || !isWithinLimit(height)) {
      problems.put("dimensions", message("La imagen no puede pasar de 3000 píxeles por lado."));
    }
    return problems;
  }

  private static boolean isWithinLimit(int pixels) {
    return pixels >= 1 && pixels <= MOST_PIXELS;
  }

  private static JsonArray message(String text) {
    return new JsonArray().add(text);
  }

  boolean is(StoredObject object) {
    return object.mime().equals(mime) && object.bytes() == bytes;
  }
}
