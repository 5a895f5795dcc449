package io.mostrador.domain.cards;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.platform.csv.CsvText;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A card payment of a sale that was confirmed, as it is ticked off against the bank's statement.
 *
 * @param commission what the terminal keeps, two places
 * @param deposit what the bank paid; null until it is ticked off
 */
public record CardPayment(
    UUID id,
    UUID sale,
    OffsetDateTime confirmedAt,
    @Nullable OffsetDateTime voidedAt,
    int cashier,
    String cashierUsername,
    Plan plan,
    BigDecimal amount,
    BigDecimal commission,
    @Nullable Deposit deposit) {

  static final List<String> COLUMNS =
      List.of(
          "id",
          "sale",
          "confirmed_at",
          "voided_at",
          "cashier",
          "cashier_username",
          "card_plan_code",
          "card_plan_label",
          "card_instrument",
          "installments_months",
          "commission_rate",
          "amount",
          "commission_amount",
          "expected_deposit",
          "deposited_amount",
          "deposited_on",
          "reference",
          "difference");

  /** As it was when the payment was taken. */
  record Plan(String code, String label, @Nullable String instrument, int months, BigDecimal rate) {

    static Plan from(Row row) {
      return new Plan(
          row.getString("card_plan_code"),
          row.getString("card_plan_label"),
          row.getString("card_instrument"),
          row.getInteger("installments_months"),
          row.getBigDecimal("commission_rate"));
    }
  }

  /** What the bank paid of one payment, by its statement. */
  public record Deposit(BigDecimal amount, LocalDate day, String reference) {}

  static CardPayment from(Row row) {
    UUID deposit = row.getUUID("deposit_id");
    return new CardPayment(
        row.getUUID("id"),
        row.getUUID("sale_id"),
        row.getOffsetDateTime("confirmed_at"),
        row.getOffsetDateTime("voided_at"),
        row.getInteger("cashier_id"),
        row.getString("username"),
        Plan.from(row),
        row.getBigDecimal("amount"),
        row.getBigDecimal("commission"),
        deposit == null
            ? null
            : new Deposit(
                row.getBigDecimal("deposited_amount"),
                row.getLocalDate("deposited_on"),
                row.getString("reference")));
  }

  /** What the bank should pay. */
  BigDecimal expected() {
    return amount.subtract(commission);
  }

  /** What the bank paid beyond that; null until it is ticked off. */
  @Nullable BigDecimal difference() {
    return deposit == null ? null : deposit.amount().subtract(expected());
  }

  JsonObject toJson(BusinessTime time) {
    return new JsonObject()
        .put("id", id.toString())
        .put("sale", sale.toString())
        .put("confirmed_at", time.text(confirmedAt))
        .put("voided_at", time.text(voidedAt))
        .put("cashier", cashier)
        .put("cashier_username", cashierUsername)
        .put("card_plan_code", plan.code())
        .put("card_plan_label", plan.label())
        .put("card_instrument", plan.instrument())
        .put("installments_months", plan.months())
        .put("commission_rate", Decimals.text(plan.rate()))
        .put("amount", Decimals.moneyText(amount))
        .put("commission_amount", Decimals.moneyText(commission))
        .put("expected_deposit", Decimals.moneyText(expected()))
        .put("is_reconciled", deposit != null)
        .put("deposited_amount", deposit == null ? null : Decimals.moneyText(deposit.amount()))
        .put("deposited_on", deposit == null ? null : deposit.day().toString())
        .put("reference", deposit == null ? null : deposit.reference())
        .put("difference", Decimals.moneyText(difference()));
  }

  /** In the order of {@link #COLUMNS}. */
  void addTo(CsvText csv, BusinessTime time) {
    csv.row(
        id,
        sale,
        time.text(confirmedAt),
        time.text(voidedAt),
        cashier,
        cashierUsername,
        plan.code(),
        plan.label(),
        plan.instrument(),
        plan.months(),
        plan.rate(),
        amount,
        commission,
        expected(),
        deposit == null ? null : deposit.amount(),
        deposit == null ? null : Objects.toString(deposit.day()),
        deposit == null ? null : deposit.reference(),
        difference());
  }
}
