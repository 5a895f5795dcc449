package io.mostrador.domain.catalog;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product as a supplier delivers it.
 *
 * @param productId the product that is meant; null for the one with the SKU, which may be none yet
 * @param name of a new product; its SKU when empty
 * @param brand what a product without one gets
 * @param productType what a product without one gets
 */
public record Delivery(
    @Nullable UUID productId,
    String sku,
    String name,
    BigDecimal unitCost,
    BigDecimal price,
    Label brand,
    Label productType) {

  /** The SKU that a new product gets, and by which SKUs are the same. */
  public static String normalizedSku(String sku) {
    return sku.strip().toUpperCase(Locale.ROOT);
  }

  Delivery of(UUID id) {
    return new Delivery(id, sku, name, unitCost, price, brand, productType);
  }
}
