package io.mostrador.domain.loyalty;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sale to a customer as it was about to be confirmed.
 *
 * @param history what the customer had bought before it
 */
record PastSale(UUID customer, LocalDate day, Cart cart, History history) {

  /**
   * @param windows in the order of the row's tallies
   */
  static PastSale from(Row row, List<Window> windows) {
    return new PastSale(
        row.getUUID("customer_id"),
        row.getLocalDate("day"),
        cart(new JsonArray(row.getString("lines"))),
        history(row.getString("tallies"), windows));
  }

  private static Cart cart(JsonArray lines) {
    return new Cart(lines.stream().map(JsonObject.class::cast).map(PastSale::line).toList());
  }

  private static CartLine line(JsonObject json) {
    return new CartLine(
        UUID.fromString(json.getString("product")),
        id(json, "brand"),
        id(json, "product_type"),
        new BigDecimal(json.getString("qty")),
        new BigDecimal(json.getString("unit_price")),
        new BigDecimal(json.getString("unit_cost")),
        new BigDecimal(json.getString("discount_pct")));
  }

  private static @Nullable UUID id(JsonObject json, String field) {
    return json.getString(field) == null ? null : UUID.fromString(json.getString(field));
  }

  private static History history(@Nullable String tallies, List<Window> windows) {
    if (tallies == null) {
      return History.NONE;
    }
    List<Tally> counted = new ArrayList<>();
    new JsonArray(tallies).forEach(each -> counted.add(tally((JsonObject) each)));
    Map<Window, Tally> byWindow = new HashMap<>();
    for (int i = 0; i < windows.size(); i++) {
      byWindow.put(windows.get(i), counted.get(i));
    }
    return byWindow::get;
  }

  private static Tally tally(JsonObject json) {
    String last = json.getString("last");
    return new Tally(
        json.getInteger("purchases"),
        json.getInteger("days"),
        new BigDecimal(json.getString("spend")),
        last == null ? null : LocalDate.parse(last),
        List.of());
  }
}
