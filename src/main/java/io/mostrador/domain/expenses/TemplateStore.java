package io.mostrador.domain.expenses;

import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.LikePattern;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** The table of templates. */
final class TemplateStore {

  private static final String LIST =
      """
      WITH matching AS MATERIALIZED (
        SELECT id, name, category, default_amount, description, charge_day, is_active, notes,
          created_by, created_at, updated_at, version
        FROM fixed_expense_template
        WHERE ($3::boolean IS NULL OR is_active = $3)
          AND ($4::text IS NULL OR lower(category) = lower($4 COLLATE "es-MX-x-icu"))
          AND ($5::text IS NULL OR name ILIKE $5 OR category ILIKE $5 OR description ILIKE $5)
      ), counted AS (
        SELECT count(*) AS listed FROM matching
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT * FROM matching
        ORDER BY name, id DESC
        LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
      ) page ON true
      ORDER BY page.name, page.id DESC
      """;

  private static final String BY_ID =
      """
      SELECT id, name, category, default_amount, description, charge_day, is_active, notes,
        created_by, created_at, updated_at, version
      FROM fixed_expense_template
      WHERE id = $1
      """;

  private static final String LOCK =
      """
      SELECT id, name, category, default_amount, description, charge_day, is_active, notes,
        created_by, created_at, updated_at, version
      FROM fixed_expense_template
      WHERE id = $1
      FOR UPDATE
      """;

  private static final String ADD =
      """
      INSERT INTO fixed_expense_template
        (name, category, default_amount, description, charge_day, is_active, notes, created_by,
         created_at, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
      RETURNING id, name, category, default_amount, description, charge_day, is_active, notes,
        created_by, created_at, updated_at, version
      """;

  private static final String CHANGE =
      """
      UPDATE fixed_expense_template
      SET name = $2, category = $3, default_amount = $4, description = $5, charge_day = $6,
        is_active = $7, notes = $8, updated_at = $9
      WHERE id = $1
      RETURNING id, name, category, default_amount, description, charge_day, is_active, notes,
        created_by, created_at, updated_at, version
      """;

  /**
   * Which templates a list shows.
   *
   * @param isActive null for all
   * @param category null for any
   * @param part may be anywhere in name, category or description
   */
  record Filter(Boolean isActive, String category, Optional<String> part) {}

  /** By name. */
  Single<Page<ExpenseTemplate>> list(SqlClient sql, PageRequest page, Filter filter) {
    return Pages.read(
        sql,
        LIST,
        page,
        ExpenseTemplate::from,
        filter.isActive(),
        filter.category(),
        LikePattern.containing(filter.part()));
  }

  Maybe<ExpenseTemplate> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, ExpenseTemplate::from, id);
  }

  /** Empty when there is none; nobody else changes it until the transaction ends. */
  Maybe<ExpenseTemplate> lock(SqlClient sql, UUID id) {
    return Sql.find(sql, LOCK, ExpenseTemplate::from, id);
  }

  Single<ExpenseTemplate> add(
      SqlClient sql, ExpenseTemplate.Fields fields, int createdBy, OffsetDateTime now) {
    return Sql.one(
        sql,
        ADD,
        ExpenseTemplate::from,
        fields.name(),
        fields.category(),
        fields.defaultAmount(),
        fields.description(),
        fields.chargeDay(),
        fields.isActive(),
        fields.notes(),
        createdBy,
        now);
  }

  Single<ExpenseTemplate> change(
      SqlClient sql, UUID id, ExpenseTemplate.Fields fields, OffsetDateTime now) {
    return Sql.one(
        sql,
        CHANGE,
        ExpenseTemplate::from,
        id,
        fields.name(),
        fields.category(),
        fields.defaultAmount(),
        fields.description(),
        fields.chargeDay(),
        fields.isActive(),
        fields.notes(),
        now);
  }
}
