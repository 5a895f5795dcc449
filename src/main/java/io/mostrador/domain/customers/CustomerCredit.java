package io.mostrador.domain.customers;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;

/** How much a customer has with the store; not there before the first entry. */
record CustomerCredit(UUID id, Customer customer, BigDecimal balance, OffsetDateTime updatedAt) {

  static CustomerCredit from(Row row) {
    return new CustomerCredit(
        row.getUUID("id"),
        Customer.joined(row),
        row.getBigDecimal("balance"),
        row.getOffsetDateTime("updated_at"));
  }

  JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .put("customer", customer.toJson(time))
        .put("customer_name", customer.name())
        .put("customer_phone", customer.phone().text())
        .put("balance", Decimals.moneyText(balance))
        .put("updated_at", time.text(updatedAt));
  }
}
