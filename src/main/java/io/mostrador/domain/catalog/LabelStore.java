package io.mostrador.domain.catalog;

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
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** The tables of brands and of product types, which are twins. */
final class LabelStore {

  private final String listSql;
  private final String byIdSql;
  private final String amongSql;
  private final String addSql;
  private final String changeSql;
  private final String labelProductsSql;
  private final String removeSql;
  private final Constraints constraints;

  private LabelStore(String table) {
    this.listSql = of(table, LIST);
    this.byIdSql = of(table, BY_ID);
    this.amongSql = of(table, AMONG);
    this.addSql = of(table, ADD);
    this.changeSql = of(table, CHANGE);
    this.labelProductsSql = of(table, LABEL_PRODUCTS);
    this.removeSql = of(table, REMOVE);
    Supplier<Failure> taken = () -> Failure.invalid("name", "Ya existe uno con este nombre.");
    this.constraints = new Constraints(Map.of(table + "_name_key", taken));
  }

  static LabelStore ofBrands() {
    return new LabelStore("brand");
  }

  static LabelStore ofProductTypes() {
    return new LabelStore("product_type");
  }

  /** The name of the table is ours, never a caller's. */
  private static String of(String table, String template) {
    return template.replace("{table}", table);
  }

  private static final String LIST =
      """
      WITH matching AS MATERIALIZED (
        SELECT id, name, is_active, created_at, updated_at
        FROM {table}
        WHERE ($3::text IS NULL OR name ILIKE $3)
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
      SELECT id, name, is_active, created_at, updated_at
      FROM {table}
      WHERE id = $1
      """;

  private static final String AMONG =
      """
      SELECT id, name, is_active, created_at, updated_at
      FROM {table}
      WHERE id = ANY ($1::uuid[]) OR name = ANY ($2::text[])
      ORDER BY id
      FOR KEY SHARE
      """;

  private static final String ADD =
      """
      INSERT INTO {table} (name, is_active, created_at, updated_at)
      VALUES ($1, $2, $3, $3)
      RETURNING id, name, is_active, created_at, updated_at
      """;

  private static final String CHANGE =
      """
      UPDATE {table}
      SET name = coalesce($2, name), is_active = coalesce($3, is_active), updated_at = $4
      WHERE id = $1
      RETURNING id, name, is_active, created_at, updated_at
      """;

  private static final String LABEL_PRODUCTS =
      """
      UPDATE product
      SET {table}_label = $2
      WHERE {table}_id = $1 AND {table}_label <> $2
      """;

  private static final String REMOVE =
      """
      DELETE FROM {table}
      WHERE id = $1
      """;

  /** By name. */
  Single<Page<Label>> list(SqlClient sql, PageRequest page, String pattern) {
    return Pages.read(sql, listSql, page, Label::from, pattern);
  }

  Maybe<Label> find(SqlClient sql, UUID id) {
    return Sql.find(sql, byIdSql, Label::from, id);
  }

  /** Those that are meant; nobody removes them until the transaction ends. */
  Single<List<Label>> among(SqlClient sql, Set<LabelReference> references) {
    return Sql.all(
        sql,
        amongSql,
        Label::from,
        references.stream().map(LabelReference::id).filter(Objects::nonNull).toArray(UUID[]::new),
        references.stream()
            .filter(reference -> reference.id() == null)
            .map(reference -> Labels.normalized(reference.name()))
            .toArray(String[]::new));
  }

  /** Fails with {@code invalid} on {@code name} when it is taken. */
  Single<Label> add(SqlClient sql, String name, boolean isActive, OffsetDateTime now) {
    return Sql.one(sql, addSql, Label::from, name, isActive, now)
        .onErrorResumeNext(constraints::translate);
  }

  /** Null keeps what is there; empty when there is none, {@code invalid} when the name is taken. */
  Maybe<Label> change(SqlClient sql, UUID id, String name, Boolean isActive, OffsetDateTime now) {
    return Sql.run(sql, changeSql, id, name, isActive, now)
        .onErrorResumeNext(constraints::translate)
        .filter(rows -> rows.size() == 1)
        .map(rows -> Label.from(rows.iterator().next()));
  }

  /** Its products show the name that it has now. */
  Completable labelProducts(SqlClient sql, Label label) {
    return Sql.change(sql, labelProductsSql, label.id(), label.name());
  }

  /** How many were removed: 0 or 1. */
  Single<Integer> remove(SqlClient sql, UUID id) {
    return Sql.count(sql, removeSql, id);
  }
}
