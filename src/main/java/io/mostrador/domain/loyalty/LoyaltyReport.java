package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What rewards cost.
 *
 * @param days by the programme's code, then by day
 */
record LoyaltyReport(List<Day> days) {

  /**
   * Figures that add up.
   *
   * @param uses rewards that stand
   * @param revenue what the sales with them came to
   */
  record Figures(long uses, BigDecimal discount, BigDecimal revenue, long exceptions) {

    static final Figures NONE = new Figures(0, Decimals.ZERO, Decimals.ZERO, 0);

    Figures and(Figures other) {
      return new Figures(
          uses + other.uses,
          discount.add(other.discount),
          revenue.add(other.revenue),
          exceptions + other.exceptions);
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("uses", uses)
          .put("discount_amount", Decimals.moneyText(discount))
          .put("revenue", Decimals.moneyText(revenue))
          .put("exceptions", exceptions);
    }
  }

  /** One programme on one day. */
  record Day(UUID program, String code, String name, LocalDate day, Figures figures) {

    static Day from(Row row) {
      return new Day(
          row.getUUID("program_id"),
          row.getString("code"),
          row.getString("name"),
          row.getLocalDate("day"),
          new Figures(
              row.getLong("uses"),
              row.getBigDecimal("discount"),
              row.getBigDecimal("revenue"),
              row.getLong("exceptions")));
    }
  }

  JsonObject toJson() {
    Map<UUID, JsonArray> rows = new LinkedHashMap<>();
    Map<UUID, Figures> sums = new LinkedHashMap<>();
    Map<UUID, Day> named = new LinkedHashMap<>();
    for (Day day : days) {
      named.putIfAbsent(day.program(), day);
      sums.merge(day.program(), day.figures(), Figures::and);
      rows.computeIfAbsent(day.program(), each -> new JsonArray())
          .add(new JsonObject().put("day", day.day().toString()).mergeIn(day.figures().toJson()));
    }
    JsonArray programs = new JsonArray();
    named.forEach(
        (id, program) ->
            programs.add(
                new JsonObject()
                    .put("program", id.toString())
                    .put("program_code", program.code())
                    .put("program_name", program.name())
                    .mergeIn(sums.get(id).toJson())
                    .put("days", rows.get(id))));
    Figures all = sums.values().stream().reduce(Figures.NONE, Figures::and);
    return all.toJson().put("programs", programs);
  }
}
