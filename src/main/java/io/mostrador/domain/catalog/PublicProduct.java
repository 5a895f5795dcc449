package io.mostrador.domain.catalog;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * What everybody may know of a product.
 *
 * @param brandName null when it has none
 * @param productTypeName null when it has none
 * @param available whether any are on hand; how many is nobody's business
 * @param images primary first, as the contract shows them
 * @param catalogVersion the state of the catalogue that it was read from; not shown
 */
record PublicProduct(
    UUID id,
    String sku,
    String name,
    BigDecimal defaultPrice,
    String brandName,
    String productTypeName,
    boolean available,
    JsonArray images,
    OffsetDateTime updatedAt,
    UUID catalogVersion) {

  static PublicProduct from(Row row) {
    return new PublicProduct(
        row.getUUID("id"),
        row.getString("sku"),
        row.getString("name"),
        row.getBigDecimal("default_price"),
        row.getString("brand_name"),
        row.getString("product_type_name"),
        row.getBoolean("available"),
        row.getJsonArray("images"),
        row.getOffsetDateTime("updated_at"),
        row.getUUID("catalog_version"));
  }

  JsonObject toJson(BusinessTime time) {
    JsonObject json =
        new JsonObject()
            .put("id", id.toString())
            .put("sku", sku)
            .put("name", name)
            .put("default_price", Decimals.moneyText(defaultPrice));
    put(json, "brand_name", brandName);
    put(json, "product_type_name", productTypeName);
    return json.put("available", available)
        .put("primary_image_id", images.isEmpty() ? null : images.getJsonObject(0).getString("id"))
        .put("images", images)
        .put("updated_at", time.text(updatedAt));
  }

  /** A name that is not there is left out, as in a product. */
  private static void put(JsonObject json, String key, String name) {
    if (name != null) {
      json.put(key, name);
    }
  }
}
