package io.mostrador.domain.loyalty;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reward that was given, as it is listed.
 *
 * @param exceptions how many of the purchases it was based on were voided afterwards
 * @param reversedAt null while it stands
 */
record Redemption(
    UUID id,
    UUID program,
    String programCode,
    String programName,
    int version,
    Buyer buyer,
    SoldBy sale,
    BigDecimal discount,
    String state,
    int exceptions,
    OffsetDateTime redeemedAt,
    @Nullable OffsetDateTime reversedAt) {

  /** The customer who had it. */
  record Buyer(UUID id, String name, String phone) {}

  /** The sale that had it. */
  record SoldBy(UUID id, BigDecimal total, int cashier, String cashierUsername) {}

  /**
   * Which ones to list; what is empty or null is not asked.
   *
   * @param firstDay of the sale
   * @param lastDay of the sale
   */
  record Filter(
      @Nullable UUID program,
      @Nullable UUID customer,
      @Nullable UUID sale,
      Optional<String> state,
      Optional<LocalDate> firstDay,
      Optional<LocalDate> lastDay) {}

  static Redemption from(Row row) {
    return new Redemption(
        row.getUUID("id"),
        row.getUUID("program_id"),
        row.getString("program_code"),
        row.getString("program_name"),
        row.getInteger("version"),
        new Buyer(
            row.getUUID("customer_id"),
            row.getString("customer_name"),
            row.getString("customer_phone")),
        new SoldBy(
            row.getUUID("sale_id"),
            row.getBigDecimal("sale_total"),
            row.getInteger("cashier_id"),
            row.getString("cashier_username")),
        row.getBigDecimal("discount"),
        row.getString("state"),
        row.getInteger("exceptions"),
        row.getOffsetDateTime("redeemed_at"),
        row.getOffsetDateTime("reversed_at"));
  }

  JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .put("program", program.toString())
        .put("program_code", programCode)
        .put("program_name", programName)
        .put("version", version)
        .put("customer", buyer.id().toString())
        .put("customer_name", buyer.name())
        .put("customer_phone", buyer.phone())
        .put("sale", sale.id().toString())
        .put("sale_total", Decimals.moneyText(sale.total()))
        .put("cashier", sale.cashier())
        .put("cashier_username", sale.cashierUsername())
        .put("discount_amount", Decimals.moneyText(discount))
        .put("state", state)
        .put("exception_count", exceptions)
        .put("redeemed_at", time.text(redeemedAt))
        .put("reversed_at", time.text(reversedAt));
  }
}
