package io.mostrador.domain.investors;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * What an investor bought, and has now.
 *
 * @param assignments as they are now, in the order of the lines
 * @param entries in the same order
 */
record InvestorPurchase(
    UUID investor,
    BigDecimal total,
    Balances balances,
    List<Assignment> assignments,
    List<LedgerEntry> entries) {

  JsonObject toJson(BusinessTime time) {
    JsonArray assigned = new JsonArray();
    assignments.forEach(assignment -> assigned.add(assignment.toJson(time)));
    JsonArray written = new JsonArray();
    entries.forEach(entry -> written.add(entry.toJson(time)));
    return new JsonObject()
        .put("investor_id", investor.toString())
        .put("purchase_total", Decimals.moneyText(total))
        .put("balances", balances.toJson())
        .put("assignments", assigned)
        .put("ledger_entries", written);
  }
}
