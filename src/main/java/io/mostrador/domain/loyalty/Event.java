package io.mostrador.domain.loyalty;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a reward.
 *
 * @param sale the one that had it
 * @param purchase of an exception, what was counted and then voided; else null
 * @param discount negative where it was taken back
 * @param reason of a void; else null
 * @param author null where nobody in particular did it
 */
record Event(
    UUID id,
    Kind kind,
    UUID redemption,
    UUID program,
    String programCode,
    int version,
    UUID sale,
    @Nullable UUID purchase,
    BigDecimal discount,
    @Nullable String reason,
    @Nullable String author,
    OffsetDateTime createdAt) {

  /** The names are the contract's. */
  enum Kind {
    REDEEMED,
    REVERSED,
    /** A purchase that the reward had counted was voided; the reward stays. */
    EXCEPTION
  }

  static Event from(Row row) {
    return new Event(
        row.getUUID("id"),
        Kind.valueOf(row.getString("kind")),
        row.getUUID("redemption_id"),
        row.getUUID("program_id"),
        row.getString("program_code"),
        row.getInteger("version"),
        row.getUUID("sale_id"),
        row.getUUID("purchase_id"),
        row.getBigDecimal("discount"),
        row.getString("reason"),
        row.getString("created_by_username"),
        row.getOffsetDateTime("created_at"));
  }

  JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .put("kind", kind.name())
        .put("redemption", redemption.toString())
        .put("program", program.toString())
        .put("program_code", programCode)
        .put("version", version)
        .put("sale", sale.toString())
        .put("purchase", purchase == null ? null : purchase.toString())
        .put("discount_amount", Decimals.moneyText(discount))
        .put("reason", reason)
        .put("created_by_username", author)
        .put("created_at", time.text(createdAt));
  }
}
