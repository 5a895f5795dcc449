package io.mostrador.domain.reports;

import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;

/**
 * What came in during a period.
 *
 * @param receipts posted ones
 * @param spent on them
 * @param assigned cost of what was assigned to investors, unrounded
 */
record Supply(long receipts, BigDecimal spent, BigDecimal assigned) {

  static Supply from(Row row) {
    return new Supply(
        row.getLong("receipts"), row.getBigDecimal("spent"), row.getBigDecimal("assigned"));
  }

  /** How much more of the shop's own money is in goods. */
  BigDecimal exposure() {
    return spent.subtract(assigned);
  }
}
