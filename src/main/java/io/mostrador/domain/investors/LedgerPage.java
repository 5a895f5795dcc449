package io.mostrador.domain.investors;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * One page of a ledger.
 *
 * @param totals of all entries that match, whatever the page
 */
record LedgerPage(Page<LedgerEntry> entries, Balances totals) {

  /** Of a ledger without entries. */
  static LedgerPage empty(PageRequest page) {
    return new LedgerPage(
        new Page<>(page, 0, List.of()), new Balances(Decimals.ZERO, Decimals.ZERO, Decimals.ZERO));
  }

  JsonObject toJson(String url, BusinessTime time) {
    return entries.toJson(url, entry -> entry.toJson(time)).put("totals", totals.toTotalsJson());
  }
}
