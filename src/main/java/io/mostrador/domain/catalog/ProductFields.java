package io.mostrador.domain.catalog;

import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * What of a product can be written directly.
 *
 * @param costPrice null when it is not known
 * @param brandId null for none; the label is its name while it is set
 * @param productTypeId null for none; the label is its name while it is set
 */
record ProductFields(
    String sku,
    String name,
    BigDecimal defaultPrice,
    BigDecimal costPrice,
    UUID brandId,
    UUID productTypeId,
    String brandLabel,
    String productTypeLabel,
    boolean isActive) {

  /** Of a new product: what was not sent has its usual value. */
  static ProductFields of(JsonObject body) {
    return new ProductFields(
        body.getString("sku"),
        body.getString("name"),
        Request.amount(body, "default_price"),
        Request.amount(body, "cost_price"),
        Request.id(body, "brand"),
        Request.id(body, "product_type"),
        body.getString("brand_label", ""),
        body.getString("product_type_label", ""),
        body.getBoolean("is_active", true));
  }

  /** Of a product that is there: what was not sent stays. */
  static ProductFields of(JsonObject body, Product now) {
    return new ProductFields(
        body.getString("sku", now.sku()),
        body.getString("name", now.name()),
        body.containsKey("default_price")
            ? Request.amount(body, "default_price")
            : now.defaultPrice(),
        body.containsKey("cost_price") ? Request.amount(body, "cost_price") : now.costPrice(),
        body.containsKey("brand") ? Request.id(body, "brand") : now.brand().id(),
        body.containsKey("product_type")
            ? Request.id(body, "product_type")
            : now.productType().id(),
        body.getString("brand_label", now.brand().label()),
        body.getString("product_type_label", now.productType().label()),
        body.getBoolean("is_active", now.isActive()));
  }
}
