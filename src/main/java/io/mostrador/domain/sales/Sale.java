package io.mostrador.domain.sales;

import io.mostrador.domain.sales.profitability.SaleTotals;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The head of a sale.
 *
 * @param customerId null without a customer
 * @param confirmedAt null while it is a draft
 * @param voidedAt null unless it is void
 */
public record Sale(
    UUID id,
    int cashierId,
    String cashierUsername,
    @Nullable UUID customerId,
    Status status,
    SaleTotals totals,
    OffsetDateTime createdAt,
    @Nullable OffsetDateTime confirmedAt,
    @Nullable OffsetDateTime voidedAt) {

  /** Where in its life it is. */
  public enum Status {
    DRAFT,
    CONFIRMED,
    VOID
  }

  static Sale from(Row row) {
    return new Sale(
        row.getUUID("id"),
        row.getInteger("cashier_id"),
        row.getString("cashier_username"),
        row.getUUID("customer_id"),
        Status.valueOf(row.getString("status")),
        new SaleTotals(row.getBigDecimal("subtotal"), row.getBigDecimal("discount_amount")),
        row.getOffsetDateTime("created_at"),
        row.getOffsetDateTime("confirmed_at"),
        row.getOffsetDateTime("voided_at"));
  }

  public BigDecimal total() {
    return totals.total();
  }

  Sale confirmed(OffsetDateTime at) {
    return new Sale(
        id, cashierId, cashierUsername, customerId, Status.CONFIRMED, totals, createdAt, at, null);
  }

  Sale voided(OffsetDateTime at) {
    return new Sale(
        id,
        cashierId,
        cashierUsername,
        customerId,
        Status.VOID,
        totals,
        createdAt,
        confirmedAt,
        at);
  }
}
