package io.mostrador.domain.investors;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.reducing;

import io.mostrador.kernel.Decimals;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What an investor wants to buy.
 *
 * @param taxRatePct for the audit alone: costs include the tax
 * @param lines a product at one cost once
 */
record PurchaseOrder(UUID investor, BigDecimal taxRatePct, List<PurchaseLine> lines) {

  static PurchaseOrder of(UUID investor, JsonObject body) {
    List<PurchaseLine> lines =
        Request.objects(body, "lines").stream()
            .map(
                line ->
                    new PurchaseLine(
                        Request.id(line, "product"),
                        Request.amount(line, "qty"),
                        Request.amount(line, "unit_cost_gross")))
            .toList();
    return new PurchaseOrder(
        investor, Request.amount(body, "tax_rate_pct"), PurchaseLine.addedUp(lines));
  }

  BigDecimal total() {
    return Decimals.sum(lines.stream().map(PurchaseLine::amount).toList());
  }

  Set<UUID> products() {
    return unitsByProduct().keySet();
  }

  /** At whichever cost. */
  Map<UUID, BigDecimal> unitsByProduct() {
    return lines.stream()
        .collect(
            groupingBy(
                PurchaseLine::product,
                mapping(PurchaseLine::qty, reducing(Decimals.ZERO, BigDecimal::add))));
  }
}
