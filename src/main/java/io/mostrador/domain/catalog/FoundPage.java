package io.mostrador.domain.catalog;

import io.mostrador.domain.catalog.ProductSearch.Listed;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A page of products.
 *
 * @param version of the public catalogue that it was read from
 * @param correctedQuery what was looked for instead, since what was typed is nowhere
 */
record FoundPage<T>(Page<T> page, UUID version, Optional<String> correctedQuery) {

  /** Fails with {@code not_found} when the list has no such page. */
  static <T> FoundPage<T> of(
      PageRequest request, Listed<T> listed, Optional<String> correctedQuery) {
    return new FoundPage<>(
        new Page<>(request, listed.total(), listed.rows()), listed.version(), correctedQuery);
  }

  /**
   * The contract's page envelope.
   *
   * @param url as {@link Page#toJson} takes it
   */
  JsonObject toJson(String url, Function<? super T, JsonObject> row) {
    JsonObject json = page.toJson(url, row);
    correctedQuery.ifPresent(query -> json.put("corrected_query", query));
    return json;
  }
}
