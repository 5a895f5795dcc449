package io.mostrador.domain.customers;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where credit came from or went to.
 *
 * @param amount negative where credit was used
 * @param createdByUsername null when nobody in particular did it
 */
record CreditEntry(
    UUID id,
    StoreCredit.Kind kind,
    BigDecimal amount,
    BigDecimal balanceAfter,
    StoreCredit.Reference reference,
    @Nullable String createdByUsername,
    OffsetDateTime createdAt) {

  static CreditEntry from(Row row) {
    return new CreditEntry(
        row.getUUID("id"),
        StoreCredit.Kind.valueOf(row.getString("kind")),
        row.getBigDecimal("amount"),
        row.getBigDecimal("balance_after"),
        new StoreCredit.Reference(row.getString("reference_type"), row.getString("reference_id")),
        row.getString("created_by_username"),
        row.getOffsetDateTime("created_at"));
  }

  JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .put("kind", kind.name())
        .put("amount", Decimals.moneyText(amount))
        .put("balance_after", Decimals.moneyText(balanceAfter))
        .put("reference_type", reference.type())
        .put("reference_id", reference.id())
        .put("created_by_username", createdByUsername)
        .put("created_at", time.text(createdAt));
  }
}
