package io.mostrador.domain.purchasing;

import io.mostrador.domain.catalog.LabelReference;
import io.mostrador.domain.purchasing.parsing.ParsedLine;
import io.mostrador.kernel.Decimals;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people can edit of an import line.
 *
 * @param sku may be empty, as any text here
 * @param matchedProduct the product that its goods are
 * @param isMatchedByHand somebody chose the product, so it counts and not the SKU
 */
record LineFields(
    String sku,
    String name,
    @Nullable BigDecimal qty,
    @Nullable BigDecimal unitCost,
    @Nullable BigDecimal unitPrice,
    @Nullable BigDecimal publicPrice,
    LabelReference brand,
    LabelReference productType,
    @Nullable UUID matchedProduct,
    boolean isMatchedByHand,
    boolean isSelected,
    String notes) {

  private static final LabelReference NONE = new LabelReference(null, "");

  static LineFields of(ParsedLine line) {
    return new LineFields(
        line.sku(),
        line.name(),
        line.qty(),
        line.unitCost(),
        line.unitPrice(),
        line.publicPrice(),
        NONE,
        NONE,
        null,
        false,
        true,
        "");
  }

  /** Of a line that was sent with its whole batch. */
  static LineFields ofPreview(JsonObject body) {
    return new LineFields(
        body.getString("sku", ""),
        body.getString("name", ""),
        Request.amount(body, "qty"),
        Request.amount(body, "unit_cost"),
        Request.amount(body, "unit_price"),
        Request.amount(body, "public_price"),
        new LabelReference(Request.id(body, "brand_id"), text(body, "brand_name")),
        new LabelReference(Request.id(body, "product_type_id"), text(body, "product_type_name")),
        null,
        false,
        body.getBoolean("is_selected", true),
        text(body, "notes"));
  }

  private static String text(JsonObject body, String field) {
    return Objects.requireNonNullElse(body.getString(field), "");
  }

  /** Of a line that is there: what was not sent stays, and nothing else is recomputed. */
  static LineFields of(JsonObject body, LineFields now) {
    UUID matched = id(body, "matched_product", now.matchedProduct());
    return new LineFields(
        body.getString("sku", now.sku()),
        body.getString("name", now.name()),
        amount(body, "qty", now.qty()),
        amount(body, "unit_cost", now.unitCost()),
        amount(body, "unit_price", now.unitPrice()),
        amount(body, "public_price", now.publicPrice()),
        new LabelReference(
            id(body, "brand", now.brand().id()), body.getString("brand_name", now.brand().name())),
        new LabelReference(
            id(body, "product_type", now.productType().id()),
            body.getString("product_type_name", now.productType().name())),
        matched,
        body.containsKey("matched_product") ? matched != null : now.isMatchedByHand(),
        body.getBoolean("is_selected", now.isSelected()),
        body.getString("notes", now.notes()));
  }

  private static @Nullable BigDecimal amount(
      JsonObject body, String field, @Nullable BigDecimal now) {
    return body.containsKey(field) ? Request.amount(body, field) : now;
  }

  private static @Nullable UUID id(JsonObject body, String field, @Nullable UUID now) {
    return body.containsKey(field) ? Request.id(body, field) : now;
  }

  static LineFields from(Row row) {
    return new LineFields(
        row.getString("sku"),
        row.getString("name"),
        row.getBigDecimal("qty"),
        row.getBigDecimal("unit_cost"),
        row.getBigDecimal("unit_price"),
        row.getBigDecimal("public_price"),
        new LabelReference(row.getUUID("brand_id"), row.getString("brand_name")),
        new LabelReference(row.getUUID("product_type_id"), row.getString("product_type_name")),
        row.getUUID("matched_product_id"),
        row.getBoolean("matched_by_hand"),
        row.getBoolean("is_selected"),
        row.getString("notes"));
  }

  /** Has a SKU, a quantity above zero and a cost. */
  boolean isComplete() {
    return !sku.isEmpty() && qty != null && qty.signum() > 0 && unitCost != null;
  }

  /** For the public, if there is one; else the supplier's, else the cost. */
  BigDecimal price() {
    return Optional.ofNullable(publicPrice)
        .or(() -> Optional.ofNullable(unitPrice))
        .orElse(unitCost);
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("sku", sku)
        .put("name", name)
        .put("qty", Decimals.moneyText(qty))
        .put("unit_cost", Decimals.moneyText(unitCost))
        .put("unit_price", Decimals.moneyText(unitPrice))
        .put("public_price", Decimals.moneyText(publicPrice))
        .put("brand_name", brand.name())
        .put("product_type_name", productType.name())
        .put("brand", Objects.toString(brand.id(), null))
        .put("product_type", Objects.toString(productType.id(), null))
        .put("matched_product", Objects.toString(matchedProduct, null))
        .put("is_selected", isSelected)
        .put("notes", notes);
  }
}
