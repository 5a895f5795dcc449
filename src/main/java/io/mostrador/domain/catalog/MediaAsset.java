package io.mostrador.domain.catalog;

import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.util.UUID;

/**
 * An uploaded image and its thumbnail.
 *
 * @param provider the kind of storage that holds the files
 * @param width pixels of the original, as {@code height}
 * @param bytes of the original
 */
public record MediaAsset(
    UUID id,
    String provider,
    Status status,
    String originalKey,
    String thumbKey,
    String originalUrl,
    String thumbUrl,
    String mime,
    int width,
    int height,
    long bytes) {

  /** Whether products can show it; one that no product shows is deleted, and later purged. */
  public enum Status {
    READY,
    DELETED,
    PURGING
  }

  static MediaAsset from(Row row) {
    return new MediaAsset(
        row.getUUID("id"),
        row.getString("provider"),
        Status.valueOf(row.getString("status")),
        row.getString("original_key"),
        row.getString("thumb_key"),
        row.getString("original_url"),
        row.getString("thumb_url"),
        row.getString("mime_type"),
        row.getInteger("width"),
        row.getInteger("height"),
        row.getLong("size_bytes"));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id.toString())
        .put("provider", provider)
        .put("status", status.name())
        .put("original_url", originalUrl)
        .put("thumb_url", thumbUrl)
        .put("mime_type", mime)
        .put("width", width)
        .put("height", height)
        .put("size_bytes", bytes);
  }
}
