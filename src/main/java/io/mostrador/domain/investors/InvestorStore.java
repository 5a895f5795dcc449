package io.mostrador.domain.investors;

import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.kernel.Revision;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.LikePattern;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The table of investors. */
final class InvestorStore {

  private static final String LIST =
      """
      WITH matching AS MATERIALIZED (
        SELECT id, display_name
        FROM investor
        WHERE ($3::text IS NULL OR display_name ILIKE $3)
      ), counted AS (
        SELECT count(*) AS listed FROM matching
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT i.id, i.user_id, i.display_name, i.is_active, b.capital, b.inventory, b.profit,
          i.version
        FROM (
          SELECT id FROM matching
          ORDER BY display_name, id DESC
          LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
        ) m
        JOIN investor i ON i.id = m.id
        JOIN investor_balance b ON b.investor_id = m.id
      ) page ON true
      ORDER BY page.display_name, page.id DESC
      """;

  private static final String BY_ID =
      """
      SELECT i.id, i.user_id, i.display_name, i.is_active, b.capital, b.inventory, b.profit,
        i.version
      FROM investor i
      JOIN investor_balance b ON b.investor_id = i.id
      WHERE i.id = $1
      """;

  private static final String BY_USER =
      """
      SELECT i.id, i.user_id, i.display_name, i.is_active, b.capital, b.inventory, b.profit,
        i.version
      FROM investor i
      JOIN investor_balance b ON b.investor_id = i.id
      WHERE i.user_id = $1
      """;

  private static final String ADD =
      """
      INSERT INTO investor (display_name, user_id, is_active, created_at, updated_at)
      VALUES ($1, $2, $3, $4, $4)
      RETURNING id
      """;

  private static final String LOCK =
      """
      SELECT id, version
      FROM investor
      WHERE id = $1
      FOR NO KEY UPDATE
      """;

  private static final String CHANGE =
      """
      UPDATE investor
      SET display_name = coalesce($2, display_name),
          user_id = CASE WHEN $3 THEN $4 ELSE user_id END,
          is_active = coalesce($5, is_active),
          updated_at = $6
      WHERE id = $1
      RETURNING id
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(
          Map.of(
              "investor_user_id_key",
              () -> Failure.invalid("user", "El usuario ya tiene un perfil de inversionista."),
              "investor_user_id_fkey",
              () -> Failure.invalid("user", "El usuario no existe.")));

  /** By name. */
  Single<Page<Investor>> list(SqlClient sql, PageRequest page, Optional<String> part) {
    return Pages.read(sql, LIST, page, Investor::from, LikePattern.containing(part));
  }

  Maybe<Investor> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, Investor::from, id);
  }

  /** Empty for a user without a profile. */
  Maybe<Investor> ofUser(SqlClient sql, int userId) {
    return Sql.find(sql, BY_USER, Investor::from, userId);
  }

  /** Its id; fails with {@code invalid} on {@code user}. */
  Single<UUID> add(SqlClient sql, InvestorFields fields, OffsetDateTime now) {
    return Sql.one(
            sql,
            ADD,
            row -> row.getUUID("id"),
            fields.displayName(),
            fields.user(),
            fields.isActive() == null || fields.isActive(),
            now)
        .onErrorResumeNext(CONSTRAINTS::translate);
  }

  /** Empty when there is none; nobody else changes it until the transaction ends. */
  Maybe<Revision> lock(SqlClient sql, UUID id) {
    return Sql.find(sql, LOCK, row -> Revision.of(row.getUUID("id"), row.getLong("version")), id);
  }

  /** Its id; empty when there is none; fails as {@link #add} does. */
  Maybe<UUID> change(SqlClient sql, UUID id, InvestorFields fields, OffsetDateTime now) {
    return Sql.all(
            sql,
            CHANGE,
            row -> row.getUUID("id"),
            id,
            fields.displayName(),
            fields.namesUser(),
            fields.user(),
            fields.isActive(),
            now)
        .onErrorResumeNext(CONSTRAINTS::translate)
        .flatMapMaybe(ids -> ids.isEmpty() ? Maybe.empty() : Maybe.just(ids.get(0)));
  }
}
