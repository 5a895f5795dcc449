package io.mostrador.domain.expenses;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Revision;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;

/**
 * Something that the shop spent or is to spend.
 *
 * @param templateName null without a template
 * @param payment {@link Payment#NONE} unless it is paid
 */
public record Expense(
    UUID id,
    ExpenseFields fields,
    String templateName,
    Payment payment,
    Writing written,
    long version) {

  /** What the shop expects, what it paid, and what it will not pay. */
  enum Status {
    PENDING,
    PAID,
    CANCELLED;

    boolean mayBecome(Status next) {
      return this != CANCELLED || next != PENDING;
    }
  }

  /** Whether it comes every month, from a template. */
  enum Type {
    FIXED,
    VARIABLE
  }

  /**
   * When it was paid, and by whom.
   *
   * @param username null when it is not known, as while the payment is being written
   */
  record Payment(OffsetDateTime at, Integer by, String username) {

    static final Payment NONE = new Payment(null, null, null);

    static Payment by(int userId, OffsetDateTime now) {
      return new Payment(now, userId, null);
    }
  }

  /** Who wrote it down, and when. */
  record Writing(OffsetDateTime at, Integer by, String username) {}

  /** The payment it has once its fields are {@code next}: what is paid stays paid as it was. */
  Payment paymentOf(ExpenseFields next, Payment now) {
    if (next.status() != Status.PAID) {
      return Payment.NONE;
    }
    return fields.status() == Status.PAID ? payment : now;
  }

  static Expense from(Row row) {
    return new Expense(
        row.getUUID("id"),
        new ExpenseFields(
            row.getString("category"),
            row.getString("description"),
            row.getBigDecimal("amount"),
            row.getLocalDate("expense_date"),
            Type.valueOf(row.getString("expense_type")),
            Status.valueOf(row.getString("status")),
            row.getUUID("template_id"),
            row.getLocalDate("due_date")),
        row.getString("template_name"),
        new Payment(
            row.getOffsetDateTime("paid_at"),
            row.getInteger("paid_by"),
            row.getString("paid_by_username")),
        new Writing(
            row.getOffsetDateTime("created_at"),
            row.getInteger("created_by"),
            row.getString("created_by_username")),
        row.getLong("version"));
  }

  /** Another one after each change. */
  Revision revision() {
    return Revision.of(id, version);
  }

  JsonObject toJson(BusinessTime time) {
    JsonObject json =
        new JsonObject()
            .put("id", id.toString())
            .put("category", fields.category())
            .put("description", fields.description())
            .put("amount", Decimals.moneyText(fields.amount()))
            .put("expense_date", fields.expenseDate().toString())
            .put("expense_type", fields.type().name())
            .put("status", fields.status().name())
            .put("template", Objects.toString(fields.templateId(), null));
    putKnown(json, "template_name", templateName);
    json.put("due_date", text(fields.dueDate()))
        .put("paid_at", time.text(payment.at()))
        .put("month_bucket", fields.month().toString())
        .put("paid_by", payment.by());
    putKnown(json, "paid_by_username", payment.username());
    json.put("created_by", written.by());
    putKnown(json, "created_by_username", written.username());
    return json.put("created_at", time.text(written.at()));
  }

  private static String text(LocalDate date) {
    return Objects.toString(date, null);
  }

  /** A name that is not there is left out, as clients expect. */
  private static void putKnown(JsonObject json, String key, String name) {
    if (name != null) {
      json.put(key, name);
    }
  }
}
