package io.mostrador.domain.sales;

import io.mostrador.domain.sales.profitability.CardAmount;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Ids;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One payment of a sale.
 *
 * @param card as the plan was when the payment was taken; null unless paid by card
 */
public record Payment(UUID id, Method method, BigDecimal amount, @Nullable Card card) {

  /** How it was paid. */
  public enum Method {
    CASH,
    CARD,
    CUSTOMER_CREDIT
  }

  /**
   * The plan of a card payment, kept for good.
   *
   * @param planId null where the plan is not pointed at any more
   * @param type the older name: NORMAL, MSI_3 or null
   */
  public record Card(
      @Nullable UUID planId,
      BigDecimal commissionRate,
      String planCode,
      String planLabel,
      int installmentsMonths,
      String instrument,
      @Nullable String type) {

    static final String NORMAL = "NORMAL";
    static final String MSI_3 = "MSI_3";

    private static final int MSI_3_MONTHS = 3;

    public static Card of(CardPlan plan) {
      return new Card(
          plan.id(),
          plan.commissionRate(),
          plan.code(),
          plan.label(),
          plan.installmentsMonths(),
          plan.cardInstrument(),
          typeOf(plan.installmentsMonths()));
    }

    private static String typeOf(int months) {
      if (months == 0) {
        return NORMAL;
      }
      return months == MSI_3_MONTHS ? MSI_3 : null;
    }
  }

  public static Payment of(Method method, BigDecimal amount, @Nullable Card card) {
    return new Payment(Ids.next(), method, amount, card);
  }

  static Payment from(Row row) {
    Method method = Method.valueOf(row.getString("method"));
    Card card =
        method == Method.CARD
            ? new Card(
                row.getUUID("card_plan_id"),
                row.getBigDecimal("commission_rate"),
                row.getString("card_plan_code"),
                row.getString("card_plan_label"),
                row.getInteger("installments_months"),
                row.getString("card_instrument"),
                row.getString("card_type"))
            : null;
    return new Payment(row.getUUID("id"), method, row.getBigDecimal("amount"), card);
  }

  /** Empty unless it was paid by card. */
  Optional<CardAmount> cardAmount() {
    return Optional.ofNullable(card).map(each -> new CardAmount(amount, each.commissionRate()));
  }

  /** As in a sale. */
  JsonObject toJson() {
    return summary()
        .put("id", id.toString())
        .put(
            "card_plan_id", card == null || card.planId() == null ? null : card.planId().toString())
        .put("card_plan_code", card == null ? "" : card.planCode());
  }

  /** As in the list of sales. */
  JsonObject summary() {
    return new JsonObject()
        .put("method", method.name())
        .put("amount", Decimals.moneyText(amount))
        .put("card_type", card == null ? null : card.type())
        .put("card_instrument", card == null ? null : card.instrument())
        .put("commission_rate", card == null ? null : Decimals.text(card.commissionRate()))
        .put("card_plan_label", card == null ? "" : card.planLabel())
        .put("installments_months", card == null ? 0 : card.installmentsMonths());
  }
}
