package io.mostrador.domain.reports;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** How customers paid. */
record PaymentBreakdown(List<Part> parts) {

  private static final String CARD = "CARD";

  PaymentBreakdown {
    parts = List.copyOf(parts);
  }

  /**
   * The payments that have all three in common.
   *
   * @param cardType null for none
   * @param cardInstrument null for none
   */
  record Part(String method, String cardType, String cardInstrument, Sum sum) {

    static Part from(Row row) {
      return new Part(
          row.getString("method"),
          row.getString("card_type"),
          row.getString("card_instrument"),
          new Sum(row.getBigDecimal("total"), row.getLong("payments")));
    }

    boolean isByCard() {
      return method.equals(CARD);
    }
  }

  /** So many payments, and what they add up to. */
  record Sum(BigDecimal total, long payments) {

    Sum plus(Sum other) {
      return new Sum(total.add(other.total), payments + other.payments);
    }
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("by_method", grouped("method", parts.stream(), Part::method))
        .put("card_types", grouped("card_type", byCard(), Part::cardType))
        .put("card_instruments", grouped("card_instrument", byCard(), Part::cardInstrument));
  }

  private Stream<Part> byCard() {
    return parts.stream().filter(Part::isByCard);
  }

  /** By key, none last. */
  private static JsonArray grouped(String name, Stream<Part> parts, Function<Part, String> key) {
    Map<Optional<String>, Sum> sums =
        new TreeMap<>(
            Comparator.comparing(
                found -> found.orElse(null), Comparator.nullsLast(Comparator.naturalOrder())));
    parts.forEach(part -> sums.merge(Optional.ofNullable(key.apply(part)), part.sum(), Sum::plus));
    JsonArray rows = new JsonArray();
    sums.forEach((found, sum) -> rows.add(row(name, found.orElse(null), sum)));
    return rows;
  }

  private static JsonObject row(String name, String key, Sum sum) {
    return new JsonObject()
        .put(name, key)
        .put("total_amount", Figures.money(sum.total()))
        .put("transactions", sum.payments());
  }
}
