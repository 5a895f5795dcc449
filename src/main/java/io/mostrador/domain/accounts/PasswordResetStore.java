package io.mostrador.domain.accounts;

import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;

/** The table of password mails, which knows only the hashes of their tokens. */
final class PasswordResetStore {

  private static final String ADD =
      """
      WITH known AS (
        SELECT u.id, u.username, u.email, u.first_name, u.last_name, u.role, u.is_active,
          u.date_joined, u.pin_hash IS NOT NULL AS has_pin, NULL::uuid AS investor_id,
          u.version
        FROM app_user u
        WHERE lower(u.email) = lower($1) AND u.is_active
      ), added AS (
        INSERT INTO password_reset (hash, user_id, expires_at)
        VALUES ($2, (SELECT id FROM known), $3)
      )
      SELECT *
      FROM known
      """;

  private static final String OWNER =
      """
      SELECT u.id, u.username, u.email, u.first_name, u.last_name, u.role, u.is_active,
        u.date_joined, u.pin_hash IS NOT NULL AS has_pin, NULL::uuid AS investor_id,
        u.version
      FROM password_reset r
      JOIN app_user u ON u.id = r.user_id
      WHERE r.hash = $1 AND r.user_id = $2 AND r.expires_at > $3 AND u.is_active
      """;

  private static final String USE =
      """
      DELETE FROM password_reset
      WHERE hash = $1 AND user_id = $2 AND expires_at > $3
      """;

  private static final String FORGET_OF_USER =
      """
      DELETE FROM password_reset
      WHERE user_id = $1
      """;

  private static final String FORGET_EXPIRED =
      """
      DELETE FROM password_reset
      WHERE expires_at < $1
      """;

  /** The active user with this email, case ignored; empty, but written too, when there is none. */
  Maybe<User> add(SqlClient sql, String email, String token, OffsetDateTime expiresAt) {
    return Sql.find(sql, ADD, User::from, email, SecretHash.of(token), expiresAt);
  }

  /** The active user whom a token is good for; empty when it is not good, or of another user. */
  Maybe<User> owner(SqlClient sql, int userId, String token, OffsetDateTime now) {
    return Sql.find(sql, OWNER, User::from, SecretHash.of(token), userId, now);
  }

  /** False when the token was used or has expired meanwhile. */
  Single<Boolean> use(SqlClient sql, int userId, String token, OffsetDateTime now) {
    return Sql.count(sql, USE, SecretHash.of(token), userId, now).map(used -> used == 1);
  }

  Completable forgetOf(SqlClient sql, int userId) {
    return Sql.change(sql, FORGET_OF_USER, userId);
  }

  Completable forgetExpired(SqlClient sql, OffsetDateTime now) {
    return Sql.change(sql, FORGET_EXPIRED, now);
  }
}
