package io.mostrador.domain.catalog;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Revision;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * Something the shop sells, with all that the contract shows of it.
 *
 * @param costPrice null when it is not known
 * @param barcodes in the order in which they were given
 * @param images primary first, as the contract shows them
 * @param investorAssignableQty units on hand that no investor owns
 */
public record Product(
    UUID id,
    String sku,
    String name,
    BigDecimal defaultPrice,
    BigDecimal costPrice,
    Named brand,
    Named productType,
    boolean isActive,
    BigDecimal stock,
    List<String> barcodes,
    JsonArray images,
    BigDecimal investorAssignableQty,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    long version) {

  /**
   * The brand or type of a product.
   *
   * @param id null when it has none (any more)
   * @param name null then too
   * @param label stays; may be empty
   */
  public record Named(UUID id, String name, String label) {}

  static Product from(Row row) {
    return new Product(
        row.getUUID("id"),
        row.getString("sku"),
        row.getString("name"),
        row.getBigDecimal("default_price"),
        row.getBigDecimal("cost_price"),
        new Named(
            row.getUUID("brand_id"), row.getString("brand_name"), row.getString("brand_label")),
        new Named(
            row.getUUID("product_type_id"),
            row.getString("product_type_name"),
            row.getString("product_type_label")),
        row.getBoolean("is_active"),
        row.getBigDecimal("stock"),
        List.of(row.getArrayOfStrings("barcodes")),
        row.getJsonArray("images"),
        row.getBigDecimal("investor_assignable_qty"),
        row.getOffsetDateTime("created_at"),
        row.getOffsetDateTime("updated_at"),
        row.getLong("version"));
  }

  /** Another one after each change of the product itself; sales and images leave it. */
  public Revision revision() {
    return Revision.of(id, version);
  }

  JsonObject toJson(BusinessTime time) {
    JsonObject json =
        new JsonObject()
            .put("id", id.toString())
            .put("sku", sku)
            .put("name", name)
            .put("default_price", Decimals.moneyText(defaultPrice))
            .put("cost_price", Decimals.moneyText(costPrice));
    put(json, "brand", brand);
    put(json, "product_type", productType);
    return json.put("is_active", isActive)
        .put("stock", Decimals.moneyText(stock))
        .put("barcodes", new JsonArray(barcodes))
        .put("primary_image_id", images.isEmpty() ? null : images.getJsonObject(0).getString("id"))
        .put("images", images)
        .put("investor_assignable_qty", Decimals.moneyText(investorAssignableQty))
        .put("created_at", time.text(createdAt))
        .put("updated_at", time.text(updatedAt));
  }

  /** A name that is not there is left out, as clients expect. */
  private static void put(JsonObject json, String key, Named named) {
    json.put(key, named.id() == null ? null : named.id().toString());
    if (named.name() != null) {
      json.put(key + "_name", named.name());
    }
    json.put(key + "_label", named.label());
  }
}
