package io.mostrador.domain.reports;

import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * The metrics of a period with its days, its cashiers and what it cost.
 *
 * @param days earliest first, those with sales only
 * @param cashiers highest total first
 * @param expenses the paid ones by category, largest first
 */
public record SalesReport(
    Metrics metrics, List<Day> days, List<Cashier> cashiers, List<Category> expenses) {

  public SalesReport {
    days = List.copyOf(days);
    cashiers = List.copyOf(cashiers);
    expenses = List.copyOf(expenses);
  }

  /** The sales of a day of the shop. */
  record Day(LocalDate date, BigDecimal total, long sales) {

    static Day from(Row row) {
      return new Day(row.getLocalDate("day"), row.getBigDecimal("total"), row.getLong("sales"));
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("confirmed_at__date", date.toString())
          .put("total_sales", Figures.money(total))
          .put("sales_count", sales);
    }
  }

  /** The sales of a user. */
  record Cashier(int id, String username, BigDecimal total, long sales) {

    static Cashier from(Row row) {
      return new Cashier(
          row.getInteger("cashier_id"),
          row.getString("username"),
          row.getBigDecimal("total"),
          row.getLong("sales"));
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("cashier_id", id)
          .put("cashier__username", username)
          .put("total_sales", Figures.money(total))
          .put("sales_count", sales)
          .put("avg_ticket", Figures.meanMoney(total, sales));
    }
  }

  /** The paid expenses of a category. */
  record Category(String name, BigDecimal total, long items) {

    static Category from(Row row) {
      return new Category(
          row.getString("category"), row.getBigDecimal("total"), row.getLong("items"));
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("category", name)
          .put("total_amount", Figures.money(total))
          .put("items_count", items);
    }
  }

  JsonObject toJson() {
    BigDecimal spent = Decimals.sum(expenses.stream().map(Category::total).toList());
    return metrics
        .toJson()
        .put("sales_by_day", new JsonArray(days.stream().map(Day::toJson).toList()))
        .put("sales_by_cashier", new JsonArray(cashiers.stream().map(Cashier::toJson).toList()))
        .put("expenses_summary", expensesSummary(spent))
        .put("net_sales_after_expenses", Figures.money(metrics.sales().total().subtract(spent)))
        .put("net_profit", Figures.money(storeProfit().subtract(spent)));
  }

  private BigDecimal storeProfit() {
    return metrics.sales().earnings().storeProfit();
  }

  private JsonObject expensesSummary(BigDecimal spent) {
    return new JsonObject()
        .put("total_expenses", Figures.money(spent))
        .put("expenses_count", expenses.stream().mapToLong(Category::items).sum())
        .put("by_category", new JsonArray(expenses.stream().map(Category::toJson).toList()));
  }
}
