package io.mostrador.domain.layaway;

import io.mostrador.domain.sales.profitability.SaleTotals;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Revision;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The head of a layaway, and what its state allows.
 *
 * @param settledSaleId the sale it became; null unless it is settled or refunded
 * @param createdBy the user's number
 * @param version 1 for a new one
 */
record Layaway(
    UUID id,
    UUID customerId,
    Status status,
    SaleTotals totals,
    BigDecimal amountPaid,
    OffsetDateTime expiresAt,
    String notes,
    @Nullable UUID settledSaleId,
    int createdBy,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    long version) {

  /** Where in its life it is. */
  enum Status {
    ACTIVE,
    SETTLED,
    EXPIRED,
    REFUNDED
  }

  static Layaway from(Row row) {
    BigDecimal subtotal = row.getBigDecimal("subtotal");
    return new Layaway(
        row.getUUID("id"),
        row.getUUID("customer_id"),
        Status.valueOf(row.getString("status")),
        new SaleTotals(subtotal, subtotal.subtract(row.getBigDecimal("total"))),
        row.getBigDecimal("amount_paid"),
        row.getOffsetDateTime("expires_at"),
        row.getString("notes"),
        row.getUUID("settled_sale_id"),
        row.getInteger("created_by"),
        row.getOffsetDateTime("created_at"),
        row.getOffsetDateTime("updated_at"),
        row.getLong("version"));
  }

  /** Another one after each payment, extension and change of status. */
  Revision revision() {
    return Revision.of(id, version);
  }

  BigDecimal balanceDue() {
    return totals.total().subtract(amountPaid);
  }

  boolean isDue(OffsetDateTime now) {
    return !expiresAt.isAfter(now);
  }

  /** Fails with {@code invalid_state}. */
  void requireActive() {
    if (status != Status.ACTIVE) {
      throw invalidState("El apartado ya no está activo.");
    }
  }

  /** Fails with {@code invalid_state} unless it is active, and due or forced. */
  void requireExpirable(boolean isForced, OffsetDateTime now) {
    requireActive();
    if (!isDue(now) && !isForced) {
      throw invalidState("El apartado todavía no vence.");
    }
  }

  /** Fails with {@code invalid_state} unless it is active and would be due later than it is. */
  void requireExtendable(OffsetDateTime newExpiresAt, OffsetDateTime now) {
    requireActive();
    if (!newExpiresAt.isAfter(now) || !newExpiresAt.isAfter(expiresAt)) {
      throw invalidState("La nueva fecha debe ser posterior a hoy y al vencimiento actual.");
    }
  }

  private static Failure invalidState(String detail) {
    return Failure.refused("invalid_state", detail);
  }
}
