package io.mostrador.domain.reports;

import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;

/** What sales brought, by who owned the goods. */
record RevenueByOwner(BigDecimal investors, BigDecimal store) {

  static RevenueByOwner from(Row row) {
    return new RevenueByOwner(row.getBigDecimal("investors"), row.getBigDecimal("store"));
  }
}
