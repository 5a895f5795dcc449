package io.mostrador.domain.purchasing;

import io.mostrador.domain.catalog.Delivery;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The selected lines of an import that make sense by themselves, and what they add up to. */
record Invoice(ImportHeader header, List<InvoiceLine> lines, Totals totals) {

  private static final String REQUIRED = "Este dato es necesario.";

  /** Fails with {@code invalid_lines}, else with {@code subtotal_mismatch}. */
  static Invoice of(ImportHeader header, List<InvoiceLine> lines) {
    requireComplete(lines);
    Totals totals = totals(header, lines);
    if (header.subtotal() != null && header.subtotal().compareTo(totals.subtotal()) != 0) {
      throw Failure.refused(
          "subtotal_mismatch",
          "Las líneas suman %s y la factura dice %s."
              .formatted(totals.subtotal(), header.subtotal()),
          new JsonObject()
              .put("batch_subtotal", Decimals.moneyText(header.subtotal()))
              .put("computed_subtotal", Decimals.moneyText(totals.subtotal())));
    }
    return new Invoice(header, lines, totals);
  }

  private static Totals totals(ImportHeader header, List<InvoiceLine> lines) {
    return Totals.of(
        Decimals.money(
            Decimals.sum(
                lines.stream()
                    .map(line -> line.fields().qty().multiply(line.fields().unitCost()))
                    .toList())),
        Objects.requireNonNullElse(header.tax(), Decimals.ZERO));
  }

  private static void requireComplete(List<InvoiceLine> lines) {
    if (lines.isEmpty()) {
      throw Failure.refused("invalid_lines", "No hay líneas seleccionadas.");
    }
    JsonArray faulty = new JsonArray();
    Set<String> skus = new HashSet<>();
    Set<UUID> products = new HashSet<>();
    for (InvoiceLine line : lines) {
      JsonObject faults = faults(line.fields());
      boolean isRepeated =
          !skus.add(Delivery.normalizedSku(line.fields().sku()))
              || (line.productId() != null && !products.add(line.productId()));
      if (isRepeated && !faults.containsKey("sku")) {
        faults.put("sku", new JsonArray().add("Otra línea es del mismo producto."));
      }
      if (!faults.isEmpty()) {
        faulty.add(faults.put("line_no", line.lineNo()));
      }
    }
    if (!faulty.isEmpty()) {
      throw Failure.refused(
          "invalid_lines",
          "Revisa la línea %d.".formatted(faulty.getJsonObject(0).getInteger("line_no")),
          new JsonObject().put("lines", faulty));
    }
  }

  /** By field. */
  private static JsonObject faults(LineFields line) {
    JsonObject faults = new JsonObject();
    JsonArray required = new JsonArray().add(REQUIRED);
    if (line.sku().isBlank()) {
      faults.put("sku", required);
    }
    if (line.qty() == null || line.qty().signum() <= 0) {
      faults.put("qty", new JsonArray().add("La cantidad debe ser mayor que cero."));
    }
    if (line.unitCost() == null || line.unitCost().signum() < 0) {
      faults.put("unit_cost", required);
    }
    if (line.brand().isEmpty()) {
      faults.put("brand", required);
    }
    if (line.productType().isEmpty()) {
      faults.put("product_type", required);
    }
    return faults;
  }
}
