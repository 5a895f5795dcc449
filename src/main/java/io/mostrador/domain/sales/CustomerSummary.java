package io.mostrador.domain.sales;

import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.util.UUID;

/** The customer of a sale, and how often the customer has bought. */
record CustomerSummary(
    UUID id, String name, String phone, long salesCount, long confirmedSalesCount) {

  static CustomerSummary from(Row row) {
    return new CustomerSummary(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("phone"),
        row.getLong("sales_count"),
        row.getLong("confirmed_sales_count"));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id.toString())
        .put("name", name)
        .put("phone", phone)
        .put("sales_count", salesCount)
        .put("confirmed_sales_count", confirmedSalesCount);
  }
}
