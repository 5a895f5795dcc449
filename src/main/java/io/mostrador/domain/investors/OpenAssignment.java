package io.mostrador.domain.investors;

import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * Units of a product that an investor has left to sell.
 *
 * @param unsold more than 0
 * @param unitCost what the investor paid for a unit
 */
public record OpenAssignment(
    UUID id, UUID investor, UUID product, BigDecimal unsold, BigDecimal unitCost) {

  static OpenAssignment from(Row row) {
    return new OpenAssignment(
        row.getUUID("id"),
        row.getUUID("investor_id"),
        row.getUUID("product_id"),
        row.getBigDecimal("unsold"),
        row.getBigDecimal("unit_cost"));
  }
}
