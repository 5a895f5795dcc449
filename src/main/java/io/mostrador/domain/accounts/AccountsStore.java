package io.mostrador.domain.accounts;

import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Role;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.Map;

/** The table of users. */
final class AccountsStore {

  private static final String BY_ID =
      """
      SELECT u.id, u.username, u.email, u.first_name, u.last_name, u.role, u.is_active,
        u.date_joined, u.password_hash, u.pin_hash, u.pin_hash IS NOT NULL AS has_pin,
        i.id AS investor_id, u.version, u.token_epoch
      FROM app_user u
      LEFT JOIN investor i ON i.user_id = u.id
      WHERE u.id = $1
      """;

  private static final String BY_USERNAME =
      """
      SELECT u.id, u.username, u.email, u.first_name, u.last_name, u.role, u.is_active,
        u.date_joined, u.password_hash, u.pin_hash, u.pin_hash IS NOT NULL AS has_pin,
        i.id AS investor_id, u.version, u.token_epoch
      FROM app_user u
      LEFT JOIN investor i ON i.user_id = u.id
      WHERE lower(u.username) = lower($1) AND u.username = $1
      """;

  private static final String ADD =
      """
      INSERT INTO app_user
        (username, email, first_name, last_name, role, password_hash, date_joined)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      RETURNING id, username, email, first_name, last_name, role, is_active, date_joined,
        false AS has_pin, NULL::uuid AS investor_id, version
      """;

  /** Whoever changes what a user signs in with takes turns with all others who do. */
  private static final String LOCK =
      """
      SELECT is_active, token_epoch
      FROM app_user
      WHERE id = $1
      FOR NO KEY UPDATE
      """;

  private static final String SET_PASSWORD =
      """
      UPDATE app_user
      SET password_hash = $2, token_epoch = token_epoch + 1
      WHERE id = $1
      """;

  /** The password stays as it is, so tokens do too. */
  private static final String REHASH =
      """
      UPDATE app_user
      SET password_hash = $3
      WHERE id = $1 AND password_hash = $2
      """;

  private static final String SET_PIN =
      """
      UPDATE app_user
      SET pin_hash = $2
      WHERE id = $1
      """;

  private static final String HAS_ADMIN =
      """
      SELECT EXISTS (SELECT FROM app_user WHERE role = 'ADMIN') AS has_admin
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(
          Map.of(
              "app_user_username_key", AccountsStore::emailTaken,
              "app_user_email_key", AccountsStore::emailTaken));

  private static Failure emailTaken() {
    return Failure.invalid("email", "Ya existe un usuario con este correo.");
  }

  Maybe<Credentials> find(SqlClient sql, int id) {
    return Sql.find(sql, BY_ID, Credentials::from, id);
  }

  /** Exact, as it was written when the user was made. */
  Maybe<Credentials> find(SqlClient sql, String username) {
    return Sql.find(sql, BY_USERNAME, Credentials::from, username);
  }

  /** Fails with {@code invalid} on {@code email} when another user has it. */
  Single<User> add(SqlClient sql, NewUser user, String passwordHash, OffsetDateTime now) {
    return Sql.one(
            sql,
            ADD,
            User::from,
            user.username(),
            user.email(),
            user.firstName(),
            user.lastName(),
            user.role().name(),
            passwordHash,
            now)
        .onErrorResumeNext(CONSTRAINTS::translate);
  }

  /** Ends every access token of the user as well. */
  Completable setPassword(SqlClient sql, int id, String passwordHash) {
    return Sql.change(sql, SET_PASSWORD, id, passwordHash);
  }

  /** Changes nothing when the password has been changed meanwhile. */
  Completable rehash(SqlClient sql, int id, String outdatedHash, String hash) {
    return Sql.change(sql, REHASH, id, outdatedHash, hash);
  }

  /**
   * Sets or removes a PIN.
   *
   * @param pinHash null for none
   */
  Completable setPin(SqlClient sql, int id, String pinHash) {
    return Sql.change(sql, SET_PIN, id, pinHash);
  }

  /** How the user stands until the transaction ends; empty when there is no such user. */
  Maybe<Standing> lock(SqlClient sql, int id) {
    return Sql.find(sql, LOCK, Standing::from, id);
  }

  Single<Boolean> hasAdmin(SqlClient sql) {
    return Sql.one(sql, HAS_ADMIN, row -> row.getBoolean("has_admin"));
  }

  /**
   * Whether somebody may be given tokens, and under which count.
   *
   * @param tokenEpoch of the present password
   */
  record Standing(boolean isActive, int tokenEpoch) {

    private static Standing from(Row row) {
      return new Standing(row.getBoolean("is_active"), row.getInteger("token_epoch"));
    }
  }

  /**
   * Somebody to be added.
   *
   * @param username unique ignoring case
   */
  record NewUser(String username, String email, String firstName, String lastName, Role role) {}
}
