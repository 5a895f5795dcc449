package io.mostrador.domain.accounts;

import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The table of refresh tokens, which knows only their hashes. */
final class RefreshTokenStore {

  private static final String ADD =
      """
      INSERT INTO refresh_token (hash, family, user_id, expires_at)
      VALUES ($1, $2, $3, $4)
      """;

  private static final String USE =
      """
      UPDATE refresh_token
      SET revoked_at = $2
      WHERE hash = $1 AND revoked_at IS NULL AND expires_at > $2
      RETURNING family
      """;

  private static final String REVOKE_FAMILY =
      """
      UPDATE refresh_token
      SET revoked_at = $2
      WHERE family = (SELECT family FROM refresh_token WHERE hash = $1) AND revoked_at IS NULL
      """;

  private static final String REVOKE_USER =
      """
      UPDATE refresh_token
      SET revoked_at = $2
      WHERE user_id = $1 AND revoked_at IS NULL
      """;

  private static final String FORGET =
      """
      DELETE FROM refresh_token
      WHERE expires_at < $1
      """;

  Completable add(SqlClient sql, String token, UUID family, int userId, OffsetDateTime expiresAt) {
    return Sql.change(sql, ADD, SecretHash.of(token), family, userId, expiresAt);
  }

  /** Its family; empty when the token was used before, is expired or unknown. */
  Maybe<UUID> use(SqlClient sql, String token, OffsetDateTime now) {
    return Sql.find(sql, USE, row -> row.getUUID("family"), SecretHash.of(token), now);
  }

  /** Revokes all that descend from the login that {@code token} descends from. */
  Completable revokeFamily(SqlClient sql, String token, OffsetDateTime now) {
    return Sql.change(sql, REVOKE_FAMILY, SecretHash.of(token), now);
  }

  Completable revokeAll(SqlClient sql, int userId, OffsetDateTime now) {
    return Sql.change(sql, REVOKE_USER, userId, now);
  }

  Completable forgetExpired(SqlClient sql, OffsetDateTime before) {
    return Sql.change(sql, FORGET, before);
  }
}
