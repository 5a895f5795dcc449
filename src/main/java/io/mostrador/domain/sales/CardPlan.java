package io.mostrador.domain.sales;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * What a kind of card payment costs the shop.
 *
 * @param commissionRate per one, four places
 */
public record CardPlan(
    UUID id,
    String code,
    String label,
    int installmentsMonths,
    BigDecimal commissionRate,
    String cardInstrument,
    boolean isActive,
    int sortOrder) {

  static CardPlan from(Row row) {
    return new CardPlan(
        row.getUUID("id"),
        row.getString("code"),
        row.getString("label"),
        row.getInteger("installments_months"),
        row.getBigDecimal("commission_rate"),
        row.getString("card_instrument"),
        row.getBoolean("is_active"),
        row.getInteger("sort_order"));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id.toString())
        .put("code", code)
        .put("label", label)
        .put("installments_months", installmentsMonths)
        .put("commission_rate", Decimals.text(commissionRate))
        .put("card_instrument", cardInstrument)
        .put("is_active", isActive)
        .put("sort_order", sortOrder);
  }
}
