package io.mostrador.domain.expenses;

import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.Pages;
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

  private static final String LIST =
      """
      WITH matching AS MATERIALIZED (
        SELECT id, month_bucket, expense_date, created_at
        FROM expense
        WHERE ($3::date IS NULL OR expense_date >= $3)
          AND ($4::date IS NULL OR expense_date <= $4)
          AND ($5::text IS NULL OR lower(category) = lower($5 COLLATE "es-MX-x-icu"))
          AND ($6::date IS NULL OR month_bucket = $6)
          AND ($7::text IS NULL OR status = $7)
          AND ($8::text IS NULL OR expense_type = $8)
          AND ($9::uuid IS NULL OR template_id = $9)
      ), counted AS (
        SELECT count(*) AS listed FROM matching
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT e.id, e.category, e.description, e.amount, e.expense_date, e.expense_type, e.status,
          e.template_id, t.name AS template_name, e.due_date, e.paid_at, e.month_bucket, e.paid_by,
          payer.username AS paid_by_username, e.created_by, writer.username AS created_by_username,
          e.created_at, e.version
        FROM (
          SELECT id FROM matching
          ORDER BY month_bucket DESC, expense_date DESC, created_at DESC, id DESC
          LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
        ) m
        JOIN expense e ON e.id = m.id
        LEFT JOIN fixed_expense_template t ON t.id = e.template_id
        LEFT JOIN app_user payer ON payer.id = e.paid_by
        LEFT JOIN app_user writer ON writer.id = e.created_by
      ) page ON true
      ORDER BY page.month_bucket DESC, page.expense_date DESC, page.created_at DESC, page.id DESC
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

  /** By month and date, then in the order they were written; newest first. */
  Single<Page<Expense>> list(SqlClient sql, PageRequest page, Filter filter) {
    return Pages.read(
        sql,
        LIST,
        page,
        Expense::from,
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
