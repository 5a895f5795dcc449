package io.mostrador.domain.loyalty;

import io.mostrador.kernel.BusinessTime;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A programme as it was, or is, for good.
 *
 * @param author null where nobody in particular made it
 */
record Version(
    int number,
    Definition definition,
    String sha256,
    @Nullable Integer author,
    @Nullable String authorUsername,
    OffsetDateTime createdAt) {

  /** From a row that calls its number {@code id}. */
  static Version from(Row row) {
    return new Version(
        row.getInteger("id"),
        Definition.of(new JsonObject(row.getString("definition"))),
        row.getString("sha256"),
        row.getInteger("created_by"),
        row.getString("created_by_username"),
        row.getOffsetDateTime("created_at"));
  }

  JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("version", number)
        .put("sha256", sha256)
        .mergeIn(definition.toJson())
        .put("created_by", author)
        .put("created_by_username", authorUsername)
        .put("created_at", time.text(createdAt));
  }
}
