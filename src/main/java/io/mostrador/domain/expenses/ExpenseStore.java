package io.mostrador.domain.expenses;

import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.CountedList;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table of expenses. */
final class ExpenseStore {

  private static final String MATCHING =
      """
      FROM expense e
      WHERE ($1::date IS NULL OR e.expense_date >= $1)
        AND ($2::date IS NULL OR e.expense_date <= $2)
        AND ($3::text IS NULL OR lower(e.category) = lower($3 COLLATE "es-MX-x-icu"))
        AND ($4::date IS NULL OR e.month_bucket = $4)
        AND ($5::text IS NULL OR e.status = $5)
        AND ($6::text IS NULL OR e.expense_type = $6)
        AND ($7::uuid IS NULL OR e.template_id = $7)
      """;

  private static final String COUNT = "SELECT count(*) AS listed\n" + MATCHING;

  private static final String PAGE =
      """
      SELECT e.id, e.category, e.description, e.amount, e.expense_date, e.expense_type, e.status,
        e.template_id, t.name AS template_name, e.due_date, e.paid_at, e.month_bucket, e.paid_by,
        payer.username AS paid_by_username, e.created_by, writer.username AS created_by_username,
        e.created_at, e.version
      FROM (
        SELECT e.id
      """
          + MATCHING
          + """
            ORDER BY e.month_bucket {way}, e.expense_date {way}, e.created_at {way}, e.id {way}
            LIMIT $8 OFFSET $9
          ) page
          JOIN expense e ON e.id = page.id
          LEFT JOIN fixed_expense_template t ON t.id = e.template_id
          LEFT JOIN app_user payer ON payer.id = e.paid_by
          LEFT JOIN app_user writer ON writer.id = e.created_by
          ORDER BY e.month_bucket {way}, e.expense_date {way}, e.created_at {way}, e.id {way}
          """;

  private static final String BY_ID =
      """
      SELECT e.id, e.category, e.description, e.amount, e.expense_date, e.expense_type, e.status,
        e.template_id, t.name AS template_name, e.due_date, e.paid_at, e.month_bucket, e.paid_by,
        payer.username AS paid_by_username, e.created_by, writer.username AS created_by_username,
        e.created_at, e.version
      FROM expense e
      LEFT JOIN fixed_expense_template t ON t.id = e.template_id
      LEFT JOIN app_user payer ON payer.id = e.paid_by
      LEFT JOIN app_user writer ON writer.id = e.created_by
      WHERE e.id = $1
      """;

  private static final String LOCK =
      """
      SELECT id
      FROM expense
      WHERE id = $1
      FOR UPDATE
      """;

  private static final String ADD =
      """
      INSERT INTO expense
        (category, description, amount, expense_date, expense_type, status, template_id, due_date,
         month_bucket, paid_at, paid_by, created_by, created_at, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)
      RETURNING id
      """;

  private static final String CHANGE =
      """
      UPDATE expense
      SET category = $2, description = $3, amount = $4, expense_date = $5, expense_type = $6,
        status = $7, template_id = $8, due_date = $9, month_bucket = $10, paid_at = $11,
        paid_by = $12, updated_at = $13
      WHERE id = $1
      """;

  /** In the order of templates, so that two who generate the same month wait for each other. */
  private static final String GENERATE =
      """
      WITH active AS (
        SELECT id, category, coalesce(nullif(description, ''), name) AS description,
          default_amount, $1::date + (charge_day - 1) AS day
        FROM fixed_expense_template
        WHERE is_active
      ), created AS (
        INSERT INTO expense
          (category, description, amount, expense_date, expense_type, status, template_id,
           due_date, month_bucket, created_by, created_at, updated_at)
        SELECT category, description, default_amount, day, 'FIXED', 'PENDING', id, day, $1, $2,
          $3, $3
        FROM active
        ORDER BY id
        ON CONFLICT ON CONSTRAINT expense_template_month_key DO NOTHING
        RETURNING id
      )
      SELECT
        (SELECT count(*) FROM active) AS active,
        ARRAY(SELECT id FROM created ORDER BY id) AS created
      """;

  private static final String MONTH =
      """
      SELECT expense_type, status, category, sum(amount) AS total, count(*) AS items
      FROM expense
      WHERE month_bucket = $1 AND status <> 'CANCELLED'
      GROUP BY expense_type, status, category
      ORDER BY category, expense_type
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(
          Map.of(
              "expense_template_id_fkey",
              () -> Failure.invalid("template", "La plantilla no existe."),
              "expense_template_month_key",
              () -> Failure.invalid("template", "La plantilla ya tiene un gasto en ese mes.")));

  /**
   * Which expenses a list shows; null for any.
   *
   * @param from of {@code expense_date}, inclusive
   * @param to of {@code expense_date}, inclusive
   * @param month its first day
   */
  record Filter(
      LocalDate from,
      LocalDate to,
      String category,
      LocalDate month,
      String status,
      String type,
      UUID templateId) {}

  /** How many templates are active, and the expenses that were made of them just now. */
  record Generated(int active, List<UUID> created) {

    int existing() {
      return active - created.size();
    }
  }

  private final CountedList<Expense> list = new CountedList<>(COUNT, PAGE, Expense::from);

  /** By month and date, then in the order they were written; newest first. */
  Single<Page<Expense>> list(SqlClient sql, PageRequest page, Filter filter) {
    return list.page(
        sql,
        page,
        filter.from(),
        filter.to(),
        filter.category(),
        filter.month(),
        filter.status(),
        filter.type(),
        filter.templateId());
  }

  Maybe<Expense> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, Expense::from, id);
  }

  /** Empty when there is none; nobody else changes it until the transaction ends. */
  Maybe<Expense> lock(SqlClient sql, UUID id) {
    return Sql.find(sql, LOCK, row -> row.getUUID("id"), id).flatMap(locked -> find(sql, locked));
  }

  /** Its id; fails with {@code invalid} on {@code template}. */
  Single<UUID> add(
      SqlClient sql, ExpenseFields fields, Expense.Payment payment, int by, OffsetDateTime now) {
    return Sql.one(
            sql,
            ADD,
            row -> row.getUUID("id"),
            fields.category(),
            fields.description(),
            fields.amount(),
            fields.expenseDate(),
            fields.type().name(),
            fields.status().name(),
            fields.templateId(),
            fields.dueDate(),
            fields.month(),
            payment.at(),
            payment.by(),
            by,
            now)
        .onErrorResumeNext(CONSTRAINTS::translate);
  }

  /** Fails as {@link #add} does. */
  Completable change(
      SqlClient sql, UUID id, ExpenseFields fields, Expense.Payment payment, OffsetDateTime now) {
    return Sql.run(
            sql,
            CHANGE,
            id,
            fields.category(),
            fields.description(),
            fields.amount(),
            fields.expenseDate(),
            fields.type().name(),
            fields.status().name(),
            fields.templateId(),
            fields.dueDate(),
            fields.month(),
            payment.at(),
            payment.by(),
            now)
        .onErrorResumeNext(CONSTRAINTS::translate)
        .ignoreElement();
  }

  /** What the month has already is left as it is. */
  Single<Generated> generate(SqlClient sql, LocalDate month, int createdBy, OffsetDateTime now) {
    return Sql.one(
        sql,
        GENERATE,
        row -> new Generated(row.getInteger("active"), List.of(row.getArrayOfUUIDs("created"))),
        month,
        createdBy,
        now);
  }

  /** By category, in the order of names. */
  Single<List<MonthSummary.Part>> month(SqlClient sql, LocalDate month) {
    return Sql.all(sql, MONTH, MonthSummary.Part::from, month);
  }
}
