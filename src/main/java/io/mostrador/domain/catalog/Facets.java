package io.mostrador.domain.catalog;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/**
 * What a list of the shop window can be narrowed down by.
 *
 * @param count products in the list
 * @param brands most products first, each with its count
 * @param lowestPrice null when there is none
 * @param highestPrice null when there is none
 * @param correctedQuery what was looked for instead
 */
record Facets(
    long count,
    JsonArray brands,
    JsonArray productTypes,
    BigDecimal lowestPrice,
    BigDecimal highestPrice,
    UUID version,
    Optional<String> correctedQuery) {

  static Facets from(Row row) {
    return new Facets(
        row.getLong("listed"),
        row.getJsonArray("brands"),
        row.getJsonArray("product_types"),
        row.getBigDecimal("lowest"),
        row.getBigDecimal("highest"),
        row.getUUID("catalog_version"),
        Optional.empty());
  }

  Facets correctedTo(String query) {
    return new Facets(
        count, brands, productTypes, lowestPrice, highestPrice, version, Optional.of(query));
  }

  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("count", count)
            .put("brands", brands)
            .put("product_types", productTypes)
            .put(
                "default_price",
                new JsonObject()
                    .put("min", Decimals.moneyText(lowestPrice))
                    .put("max", Decimals.moneyText(highestPrice)));
    correctedQuery.ifPresent(query -> json.put("corrected_query", query));
    return json;
  }
}
