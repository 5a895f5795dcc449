package io.mostrador.domain.expenses;

import io.mostrador.domain.expenses.Expense.Status;
import io.mostrador.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a month costs, paid and still to pay.
 *
 * @param parts in the order of their categories' names
 */
record MonthSummary(YearMonth month, List<Part> parts) {

  MonthSummary {
    parts = List.copyOf(parts);
  }

  /** The expenses of one type, status and category. */
  record Part(Expense.Type type, Status status, String category, Sum sum) {

    static Part from(Row row) {
      return new Part(
          Expense.Type.valueOf(row.getString("expense_type")),
          Status.valueOf(row.getString("status")),
          row.getString("category"),
          new Sum(row.getBigDecimal("total"), row.getLong("items")));
    }

    boolean is(Expense.Type other, Status is) {
      return type == other && status == is;
    }
  }

  /** So many expenses, and what they add up to. */
  record Sum(BigDecimal total, long items) {

    static final Sum NONE = new Sum(Decimals.ZERO, 0);

    Sum plus(Sum other) {
      return new Sum(total.add(other.total), items + other.items);
    }
  }

  JsonObject toJson() {
    Sum fixedPending = sum(part -> part.is(Expense.Type.FIXED, Status.PENDING));
    Sum fixedPaid = sum(part -> part.is(Expense.Type.FIXED, Status.PAID));
    Sum variablePaid = sum(part -> part.is(Expense.Type.VARIABLE, Status.PAID));
    Sum pending = sum(part -> part.status() == Status.PENDING);
    return new JsonObject()
        .put("month", month.toString())
        .put("fixed_pending_total", Decimals.moneyText(fixedPending.total()))
        .put("fixed_paid_total", Decimals.moneyText(fixedPaid.total()))
        .put("variable_paid_total", Decimals.moneyText(variablePaid.total()))
        .put("actual_paid_total", Decimals.moneyText(fixedPaid.plus(variablePaid).total()))
        .put("pending_commitments_total", Decimals.moneyText(pending.total()))
        .put("fixed_pending_count", fixedPending.items())
        .put("fixed_paid_count", fixedPaid.items())
        .put("variable_paid_count", variablePaid.items())
        .put("by_category_paid", categories(Status.PAID))
        .put("by_category_pending", categories(Status.PENDING));
  }

  private Sum sum(Predicate<Part> isMeant) {
    return parts.stream().filter(isMeant).map(Part::sum).reduce(Sum.NONE, Sum::plus);
  }

  /** Largest first, then by name. */
  private JsonArray categories(Status status) {
    Map<String, Sum> byCategory = new LinkedHashMap<>();
    parts.stream()
        .filter(part -> part.status() == status)
        .forEach(part -> byCategory.merge(part.category(), part.sum(), Sum::plus));
    JsonArray categories = new JsonArray();
    byCategory.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().total().negate()))
        .forEach(entry -> categories.add(category(entry.getKey(), entry.getValue())));
    return categories;
  }

  private static JsonObject category(String name, Sum sum) {
    return new JsonObject()
        .put("category", name)
        .put("total_amount", Decimals.moneyText(sum.total()))
        .put("items_count", sum.items());
  }
}
