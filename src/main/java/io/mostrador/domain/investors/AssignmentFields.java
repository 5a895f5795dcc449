package io.mostrador.domain.investors;

import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.UUID;

/** What of an assignment can be written by hand. */
record AssignmentFields(
    UUID investor, UUID product, BigDecimal qtyAssigned, BigDecimal qtySold, BigDecimal unitCost) {

  /** Fails with {@code invalid} when more is sold than assigned. */
  AssignmentFields {
    if (qtySold.compareTo(qtyAssigned) > 0) {
      JsonArray message = new JsonArray().add("Lo vendido no puede superar lo asignado.");
      throw Failure.invalid(
          new JsonObject().put("qty_assigned", message).put("qty_sold", message.copy()));
    }
  }

  /** Of a new assignment. */
  static AssignmentFields of(JsonObject body) {
    BigDecimal qtySold = Request.amount(body, "qty_sold");
    return new AssignmentFields(
        Request.id(body, "investor"),
        Request.id(body, "product"),
        Request.amount(body, "qty_assigned"),
        qtySold == null ? Decimals.ZERO : qtySold,
        Request.amount(body, "unit_cost"));
  }

  /**
   * Of an assignment that is there: what was not sent stays.
   *
   * <p>Fails with {@code invalid} when it would contradict the sales that took units from it.
   */
  static AssignmentFields of(JsonObject body, Assignment now) {
    AssignmentFields fields =
        new AssignmentFields(
            body.containsKey("investor") ? Request.id(body, "investor") : now.investor(),
            body.containsKey("product") ? Request.id(body, "product") : now.product(),
            body.containsKey("qty_assigned")
                ? Request.amount(body, "qty_assigned")
                : now.qtyAssigned(),
            body.containsKey("qty_sold") ? Request.amount(body, "qty_sold") : now.qtySold(),
            body.containsKey("unit_cost") ? Request.amount(body, "unit_cost") : now.unitCost());
    fields.checkAgainstSales(now);
    return fields;
  }

  private void checkAgainstSales(Assignment now) {
    if (qtySold.compareTo(now.qtySoldInSales()) < 0) {
      throw Failure.invalid("qty_sold", "Ya se vendieron más unidades de esta asignación.");
    }
    if (now.qtySoldInSales().signum() > 0) {
      if (!investor.equals(now.investor())) {
        throw Failure.invalid("investor", "Ya hay ventas de esta asignación.");
      }
      if (!product.equals(now.product())) {
        throw Failure.invalid("product", "Ya hay ventas de esta asignación.");
      }
    }
  }
}
