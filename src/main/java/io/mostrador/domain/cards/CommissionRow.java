package io.mostrador.domain.cards;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Card payments that have a key in common.
 *
 * @param key by the names that the contract has for it, in their order
 */
record CommissionRow(Map<String, Object> key, Sum sum) {

  /**
   * So many payments, and what they add up to.
   *
   * @param commission each payment's rounded before it is added
   */
  record Sum(long transactions, BigDecimal gross, BigDecimal commission) {

    static final Sum NOTHING = new Sum(0, Decimals.ZERO, Decimals.ZERO);

    Sum plus(Sum other) {
      return new Sum(
          transactions + other.transactions,
          gross.add(other.gross),
          commission.add(other.commission));
    }

    BigDecimal net() {
      return gross.subtract(commission);
    }

    JsonObject addTo(JsonObject json) {
      return json.put("transactions", transactions)
          .put("gross_amount", Decimals.moneyText(gross))
          .put("commission_amount", Decimals.moneyText(commission))
          .put("net_amount", Decimals.moneyText(net()));
    }
  }

  static CommissionRow from(Row row, Grouping grouping) {
    return new CommissionRow(
        key(row, grouping),
        new Sum(
            row.getLong("transactions"),
            row.getBigDecimal("gross"),
            row.getBigDecimal("commission")));
  }

  private static Map<String, Object> key(Row row, Grouping grouping) {
    Map<String, Object> key = new LinkedHashMap<>();
    switch (grouping) {
      case PLAN -> {
        key.put("card_plan_code", row.getString("card_plan_code"));
        key.put("card_plan_label", row.getString("card_plan_label"));
      }
      case INSTRUMENT -> key.put("card_instrument", row.getString("card_instrument"));
      case INSTALLMENTS -> key.put("installments_months", row.getInteger("installments_months"));
      case DAY -> key.put("confirmed_at__date", Objects.toString(row.getLocalDate("day"), null));
      case CASHIER -> {
        key.put("cashier_id", row.getInteger("cashier_id"));
        key.put("cashier__username", row.getString("username"));
      }
    }
    return key;
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject();
    key.forEach(json::put);
    return sum.addTo(json);
  }
}
