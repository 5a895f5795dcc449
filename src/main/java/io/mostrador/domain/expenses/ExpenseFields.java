package io.mostrador.domain.expenses;

import io.mostrador.domain.expenses.Expense.Status;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What of an expense can be written.
 *
 * @param templateId what it comes from; null exactly when it is {@link Expense.Type#VARIABLE}
 * @param dueDate null when there is none
 */
record ExpenseFields(
    String category,
    String description,
    BigDecimal amount,
    LocalDate expenseDate,
    Expense.Type type,
    Status status,
    UUID templateId,
    LocalDate dueDate) {

  /** Fails with {@code invalid} when type and template do not agree. */
  ExpenseFields {
    if (type == Expense.Type.FIXED && templateId == null) {
      throw Failure.invalid("template", "Un gasto fijo necesita una plantilla.");
    }
    if (type == Expense.Type.VARIABLE && templateId != null) {
      throw Failure.invalid("template", "Un gasto variable no lleva plantilla.");
    }
  }

  /** Of a new expense: variable, paid and due on its date unless told. */
  static ExpenseFields of(JsonObject body) {
    LocalDate date = date(body, "expense_date");
    return new ExpenseFields(
        body.getString("category"),
        body.getString("description"),
        Request.amount(body, "amount"),
        date,
        Expense.Type.valueOf(body.getString("expense_type", Expense.Type.VARIABLE.name())),
        Status.valueOf(body.getString("status", Status.PAID.name())),
        Request.id(body, "template"),
        body.getString("due_date") == null ? date : date(body, "due_date"));
  }

  /** With what was sent; the rest stays. Fails with {@code invalid} on {@code status} too. */
  ExpenseFields with(JsonObject body) {
    BigDecimal sent = Request.amount(body, "amount");
    Status next = Status.valueOf(body.getString("status", status.name()));
    if (!status.mayBecome(next)) {
      throw Failure.invalid("status", "Un gasto cancelado no puede volver a estar pendiente.");
    }
    return new ExpenseFields(
        body.getString("category", category),
        body.getString("description", description),
        sent == null ? amount : sent,
        body.containsKey("expense_date") ? date(body, "expense_date") : expenseDate,
        Expense.Type.valueOf(body.getString("expense_type", type.name())),
        next,
        body.containsKey("template") ? Request.id(body, "template") : templateId,
        body.containsKey("due_date") ? date(body, "due_date") : dueDate);
  }

  /** The first day of its month. */
  LocalDate month() {
    return expenseDate.withDayOfMonth(1);
  }

  private static LocalDate date(JsonObject body, String field) {
    String text = body.getString(field);
    return text == null ? null : LocalDate.parse(text);
  }
}
