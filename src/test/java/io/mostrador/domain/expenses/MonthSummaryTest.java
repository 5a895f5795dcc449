package io.mostrador.domain.expenses;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.domain.expenses.Expense.Status;
import io.mostrador.domain.expenses.MonthSummary.Part;
import io.mostrador.domain.expenses.MonthSummary.Sum;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonthSummaryTest {

  private static final YearMonth MONTH = YearMonth.of(2026, 11);

  private static Part part(
      Expense.Type type, Status status, String category, String total, long items) {
    return new Part(type, status, category, new Sum(new BigDecimal(total), items));
  }

  @Test
  void fixed_and_variable_expenses_of_a_category_are_one_row() {
    JsonObject summary =
        new MonthSummary(
                MONTH,
                List.of(
                    part(Expense.Type.FIXED, Status.PAID, "Agua", "1.10", 1),
                    part(Expense.Type.VARIABLE, Status.PAID, "Agua", "2.20", 2),
                    part(Expense.Type.FIXED, Status.PENDING, "Agua", "4.40", 3),
                    part(Expense.Type.VARIABLE, Status.PAID, "Luz", "3.30", 4),
                    part(Expense.Type.VARIABLE, Status.PENDING, "Luz", "8.80", 5)))
            .toJson();
    assertThat(summary.getMap())
        .containsEntry("month", "2026-11")
        .containsEntry("fixed_pending_total", "4.40")
        .containsEntry("fixed_paid_total", "1.10")
        .containsEntry("variable_paid_total", "5.50")
        .containsEntry("actual_paid_total", "6.60")
        .containsEntry("pending_commitments_total", "13.20")
        .containsEntry("fixed_pending_count", 3L)
        .containsEntry("fixed_paid_count", 1L)
        .containsEntry("variable_paid_count", 6L);
    assertThat(summary.getJsonArray("by_category_paid"))
        .isEqualTo(new JsonArray().add(row("Agua", "3.30", 3)).add(row("Luz", "3.30", 4)));
    assertThat(summary.getJsonArray("by_category_pending"))
        .isEqualTo(new JsonArray().add(row("Luz", "8.80", 5)).add(row("Agua", "4.40", 3)));
  }

  private static JsonObject row(String category, String total, long items) {
    return new JsonObject()
        .put("category", category)
        .put("total_amount", total)
        .put("items_count", items);
  }

  @Test
  void a_month_without_expenses_is_all_zero() {
    JsonObject summary = new MonthSummary(MONTH, List.of()).toJson();
    assertThat(summary.getString("actual_paid_total")).isEqualTo("0.00");
    assertThat(summary.getString("pending_commitments_total")).isEqualTo("0.00");
    assertThat(summary.getJsonArray("by_category_paid")).isEmpty();
    assertThat(summary.getJsonArray("by_category_pending")).isEmpty();
  }
}
