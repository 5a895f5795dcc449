package io.mostrador.domain.accounts;

import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.List;

/** The table of users as administrators see and change it. */
final class UserStore {

  private static final String LIST =
      """
      WITH matching AS MATERIALIZED (
        SELECT id
        FROM app_user
        WHERE concat_ws(' ', first_name, last_name, email) ILIKE ALL ($3::text[])
      ), counted AS (
        SELECT count(*) AS listed FROM matching
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT u.id, u.username, u.email, u.first_name, u.last_name, u.role, u.is_active,
          u.date_joined, u.pin_hash IS NOT NULL AS has_pin, i.id AS investor_id,
          u.version
        FROM matching
        JOIN app_user u ON u.id = matching.id
        LEFT JOIN investor i ON i.user_id = u.id
        ORDER BY u.id DESC
        LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
      ) page ON true
      ORDER BY page.id DESC
      """;

  private static final String BY_ID =
      """
      SELECT u.id, u.username, u.email, u.first_name, u.last_name, u.role, u.is_active,
        u.date_joined, u.pin_hash IS NOT NULL AS has_pin, i.id AS investor_id,
        u.version
      FROM app_user u
      LEFT JOIN investor i ON i.user_id = u.id
      WHERE u.id = $1
      """;

  private static final String LOCK =
      """
      SELECT u.id, u.username, u.email, u.first_name, u.last_name, u.role, u.is_active,
        u.date_joined, u.pin_hash IS NOT NULL AS has_pin, i.id AS investor_id,
        u.version
      FROM app_user u
      LEFT JOIN investor i ON i.user_id = u.id
      WHERE u.id = $1 OR ($2::boolean AND u.role = 'ADMIN' AND u.is_active)
      ORDER BY u.id
      FOR NO KEY UPDATE OF u
      """;

  private static final String CHANGE =
      """
      UPDATE app_user
      SET first_name = coalesce($2, first_name),
          last_name = coalesce($3, last_name),
          role = coalesce($4, role),
          is_active = coalesce($5, is_active)
      WHERE id = $1
      """;

  /**
   * Newest first.
   *
   * @param words patterns that are all in first name, last name or email
   */
  Single<Page<User>> list(SqlClient sql, PageRequest page, String[] words) {
    return Pages.read(sql, LIST, page, User::from, (Object) words);
  }

  Maybe<User> find(SqlClient sql, int id) {
    return Sql.find(sql, BY_ID, User::from, id);
  }

  /** The user, if there is one, and all active administrators if they are wanted too; by id. */
  Single<List<User>> lock(SqlClient sql, int id, boolean withAdmins) {
    return Sql.all(sql, LOCK, User::from, id, withAdmins);
  }

  Completable change(SqlClient sql, int id, UserChange change) {
    String role = change.role() == null ? null : change.role().name();
    return Sql.change(
        sql, CHANGE, id, change.firstName(), change.lastName(), role, change.isActive());
  }
}
