package io.mostrador.domain.cards;

import io.mostrador.domain.cards.CommissionRow.Sum;
import io.mostrador.domain.reports.Period;
import io.mostrador.kernel.Decimals;
import io.mostrador.platform.csv.CsvText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the cards of a period cost, all of it at one moment.
 *
 * @param profitability the commissions that the breakdowns of the same sales have, added up
 */
public record CommissionReport(
    Period period,
    Grouping grouping,
    List<CommissionRow> rows,
    Voided voided,
    BigDecimal profitability) {

  public CommissionReport {
    rows = List.copyOf(rows);
  }

  /**
   * The card payments of sales that were voided in the period, whenever they were confirmed.
   *
   * @param deposited what the bank has paid of them all the same
   */
  record Voided(long transactions, BigDecimal gross, BigDecimal deposited) {

    static Voided from(Row row) {
      return new Voided(
          row.getLong("transactions"), row.getBigDecimal("gross"), row.getBigDecimal("deposited"));
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("transactions", transactions)
          .put("gross_amount", Decimals.moneyText(gross))
          .put("deposited_amount", Decimals.moneyText(deposited));
    }
  }

  private Sum totals() {
    return rows.stream().map(CommissionRow::sum).reduce(Sum.NOTHING, Sum::plus);
  }

  JsonObject toJson() {
    Sum totals = totals();
    return new JsonObject()
        .put("range", period.toJson())
        .put("group_by", grouping.text())
        .put("rows", new JsonArray(rows.stream().map(CommissionRow::toJson).toList()))
        .put("totals", totals.addTo(new JsonObject()))
        .put("voided", voided.toJson())
        .put("profitability_commission_total", Decimals.moneyText(profitability))
        .put(
            "rounding_difference", Decimals.moneyText(totals.commission().subtract(profitability)));
  }

  /** The rows; whoever wants totals adds them up. */
  String toCsv() {
    CsvText csv = CsvText.beginning(columns());
    for (CommissionRow row : rows) {
      List<Object> cells = new ArrayList<>(row.key().values());
      Sum sum = row.sum();
      cells.addAll(List.of(sum.transactions(), sum.gross(), sum.commission(), sum.net()));
      csv.row(cells.toArray());
    }
    return csv.toString();
  }

  private List<String> columns() {
    List<String> key =
        switch (grouping) {
          case PLAN -> List.of("card_plan_code", "card_plan_label");
          case INSTRUMENT -> List.of("card_instrument");
          case INSTALLMENTS -> List.of("installments_months");
          case DAY -> List.of("confirmed_at__date");
          case CASHIER -> List.of("cashier_id", "cashier__username");
        };
    Stream<String> sums =
        Stream.of("transactions", "gross_amount", "commission_amount", "net_amount");
    return Stream.concat(key.stream(), sums).toList();
  }
}
