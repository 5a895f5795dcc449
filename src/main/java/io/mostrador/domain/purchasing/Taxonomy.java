package io.mostrador.domain.purchasing;

import io.mostrador.domain.catalog.Delivery;
import io.mostrador.domain.catalog.Label;
import io.mostrador.domain.catalog.LabelReference;
import io.mostrador.domain.catalog.Labels;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Finds the brands and types that the lines of an invoice name. */
final class Taxonomy {

  private final Labels brands;
  private final Labels productTypes;

  Taxonomy(Labels brands, Labels productTypes) {
    this.brands = brands;
    this.productTypes = productTypes;
  }

  /** One a line; fails with {@code taxonomy_not_found}, naming every line that is wrong. */
  Single<List<Delivery>> deliveries(Transaction tx, List<InvoiceLine> lines) {
    return brands
        .find(tx, lines.stream().map(line -> line.fields().brand()).toList())
        .flatMap(
            knownBrands ->
                productTypes
                    .find(tx, lines.stream().map(line -> line.fields().productType()).toList())
                    .map(knownTypes -> deliveries(lines, knownBrands, knownTypes)));
  }

  private static List<Delivery> deliveries(
      List<InvoiceLine> lines,
      Map<LabelReference, Label> brands,
      Map<LabelReference, Label> productTypes) {
    JsonArray unknown = new JsonArray();
    for (InvoiceLine line : lines) {
      JsonArray missing = new JsonArray();
      if (!brands.containsKey(line.fields().brand())) {
        missing.add("brand");
      }
      if (!productTypes.containsKey(line.fields().productType())) {
        missing.add("product_type");
      }
      if (!missing.isEmpty()) {
        unknown.add(fault(line, missing));
      }
    }
    if (!unknown.isEmpty()) {
      throw Failure.refused(
          "taxonomy_not_found",
          "Hay marcas o tipos de producto que no existen.",
          new JsonObject().put("lines", unknown));
    }
    return lines.stream()
        .map(
            line ->
                delivery(
                    line,
                    brands.get(line.fields().brand()),
                    productTypes.get(line.fields().productType())))
        .toList();
  }

  private static JsonObject fault(InvoiceLine line, JsonArray missing) {
    return new JsonObject()
        .put("line_no", line.lineNo())
        .put("brand_name", line.fields().brand().name())
        .put("product_type_name", line.fields().productType().name())
        .put("missing", missing);
  }

  private static Delivery delivery(InvoiceLine line, Label brand, Label productType) {
    LineFields fields = line.fields();
    return new Delivery(
        line.productId(),
        fields.sku(),
        fields.name(),
        fields.unitCost(),
        fields.price(),
        brand,
        productType);
  }
}
