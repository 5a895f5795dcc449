package io.mostrador.platform.mail;

import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The table of mails that are waiting. */
final class OutboxStore {

  private static final String ADD =
      """
      INSERT INTO mail_outbox
        (recipient, subject, text, html, created_at, expires_at, next_attempt_at)
      VALUES ($1, $2, $3, $4, $5, $6, $5)
      """;

  private static final String CLAIM =
      """
      WITH due AS MATERIALIZED (
        SELECT id
        FROM mail_outbox
        WHERE next_attempt_at <= $1 AND expires_at > $1
        ORDER BY next_attempt_at, id
        LIMIT 1
        FOR UPDATE SKIP LOCKED
      )
      UPDATE mail_outbox mail
      SET attempts = attempts + 1,
        next_attempt_at = $1 + least($2 * 2.0 ^ attempts, $3) * interval '1 second'
      FROM due
      WHERE mail.id = due.id
      RETURNING mail.id, recipient, subject, text, html, attempts
      """;

  private static final String REMOVE =
      """
      DELETE FROM mail_outbox
      WHERE id = $1
      """;

  private static final String REMOVE_EXPIRED =
      """
      DELETE FROM mail_outbox
      WHERE expires_at <= $1
      """;

  /**
   * A mail that this node is to send now.
   *
   * @param attempts this one included
   */
  record Claimed(UUID id, Mail mail, int attempts) {

    static Claimed from(Row row) {
      return new Claimed(
          row.getUUID("id"),
          new Mail(
              row.getString("recipient"),
              row.getString("subject"),
              row.getString("text"),
              row.getString("html")),
          row.getInteger("attempts"));
    }
  }

  Completable add(SqlClient sql, Mail mail, OffsetDateTime now, OffsetDateTime expiresAt) {
    return Sql.change(
        sql, ADD, mail.to(), mail.subject(), mail.text(), mail.html(), now, expiresAt);
  }

  /**
   * The longest due mail that no other node is sending; empty when there is none.
   *
   * @param firstPause until it is due again; doubled with each attempt
   */
  Maybe<Claimed> claim(
      SqlClient sql, OffsetDateTime now, Duration firstPause, Duration longestPause) {
    return Sql.find(
        sql,
        CLAIM,
        Claimed::from,
        now,
        (double) firstPause.toSeconds(),
        (double) longestPause.toSeconds());
  }

  Completable remove(SqlClient sql, UUID id) {
    return Sql.change(sql, REMOVE, id);
  }

  /** How many. */
  Single<Integer> removeExpired(SqlClient sql, OffsetDateTime now) {
    return Sql.count(sql, REMOVE_EXPIRED, now);
  }
}
