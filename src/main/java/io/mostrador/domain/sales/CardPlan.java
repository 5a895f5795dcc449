package io.mostrador.domain.sales;

import io.mostrador.kernel.Decimals;
import io.mostrador.platform.bus.Request;
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

  /** Of a checked body; active unless told. */
  static CardPlan of(UUID id, JsonObject body) {
    return new CardPlan(
        id,
        body.getString("code"),
        body.getString("label"),
        body.getInteger("installments_months", 0),
        Request.amount(body, "commission_rate"),
        body.getString("card_instrument"),
        body.getBoolean("is_active", true),
        body.getInteger("sort_order", 0));
  }

  /** Changed by what a checked body names. */
  CardPlan with(JsonObject body) {
    return new CardPlan(
        id,
        body.getString("code", code),
        body.getString("label", label),
        body.getInteger("installments_months", installmentsMonths),
        body.containsKey("commission_rate")
            ? Request.amount(body, "commission_rate")
            : commissionRate,
        body.getString("card_instrument", cardInstrument),
        body.getBoolean("is_active", isActive),
        body.getInteger("sort_order", sortOrder));
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
