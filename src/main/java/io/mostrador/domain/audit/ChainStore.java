package io.mostrador.domain.audit;

import io.mostrador.domain.audit.AuditVerdict.Broken;
import io.mostrador.domain.audit.AuditVerdict.Head;
import io.mostrador.domain.audit.AuditVerdict.Reason;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads the chain link by link; hashes are hexadecimal. */
final class ChainStore {

  /** Head, what waits, and what has a sequence outside of the chain: all at one moment. */
  private static final String ENDS =
      """
      SELECT head.sequence, encode(head.hash, 'hex') AS hash,
        (SELECT count(*) FROM audit_log WHERE sequence IS NULL) AS unsealed,
        outside.id AS outside_id, outside.sequence AS outside_sequence
      FROM (VALUES (1)) AS always (one)
      LEFT JOIN audit_head head ON true
      LEFT JOIN LATERAL (
        (SELECT id, sequence FROM audit_log
         WHERE sequence < 1 ORDER BY sequence LIMIT 1)
        UNION ALL
        (SELECT id, sequence FROM audit_log
         WHERE sequence > head.sequence ORDER BY sequence LIMIT 1)
        LIMIT 1
      ) outside ON true
      """;

  private static final String HASH_AT =
      """
      SELECT encode(hash, 'hex') AS hash
      FROM audit_log
      WHERE sequence = $1
      """;

  /** Holds each link against its text and against the hash that is stored in the one before it. */
  private static final String WALK =
      """
      WITH link AS MATERIALIZED (
        SELECT id, sequence, hash,
          coalesce(lag(sequence) OVER chain, $1::bigint) + 1 AS due,
          audit_hash(
            coalesce(lag(hash) OVER chain, decode($2::text, 'hex')), sequence, record) AS expected
        FROM audit_log record
        WHERE sequence > $1 AND sequence <= $3
        WINDOW chain AS (ORDER BY sequence)
        ORDER BY sequence
        LIMIT $4
      ), broken AS (
        SELECT id, sequence, due
        FROM link
        WHERE sequence <> due OR hash <> expected
        ORDER BY sequence
        LIMIT 1
      )
      SELECT last.sequence, encode(last.hash, 'hex') AS hash,
        (SELECT count(*) FROM link
         WHERE sequence < (SELECT sequence FROM broken) OR NOT EXISTS (SELECT FROM broken)) AS held,
        EXISTS (SELECT FROM link WHERE hash = decode($5::text, 'hex')) AS has_passed,
        broken.id AS broken_id, broken.sequence AS broken_sequence, broken.due AS broken_due
      FROM (SELECT sequence, hash FROM link ORDER BY sequence DESC LIMIT 1) last
      LEFT JOIN broken ON true
      """;

  private static final String HEAD =
      """
      SELECT sequence, encode(hash, 'hex') AS hash,
        (SELECT count(*) FROM audit_log WHERE sequence IS NULL) AS unsealed,
        logged_on IS DISTINCT FROM $1::date AS is_to_be_logged
      FROM audit_head
      """;

  private static final String CLAIM_LOG =
      """
      UPDATE audit_head
      SET logged_on = $1
      WHERE logged_on IS DISTINCT FROM $1::date
      """;

  /**
   * The head, and a record that is not between it and the beginning.
   *
   * @param outside null when there is none
   */
  record Ends(Head head, @Nullable Broken outside) {

    private static Ends from(Row row) {
      Long sequence = row.getLong("outside_sequence");
      return new Ends(
          ChainStore.head(row),
          sequence == null
              ? null
              : new Broken(sequence, row.getUUID("outside_id"), Reason.UNEXPECTED));
    }
  }

  /**
   * Some links that follow each other.
   *
   * @param last the last one's sequence
   * @param hash the last one's
   * @param held how many hold; all before the broken one
   */
  record Links(long last, String hash, long held, boolean hasPassed, @Nullable Broken broken) {

    private static Links from(Row row) {
      return new Links(
          row.getLong("sequence"),
          row.getString("hash"),
          row.getLong("held"),
          row.getBoolean("has_passed"),
          broken(row));
    }

    private static @Nullable Broken broken(Row row) {
      Long sequence = row.getLong("broken_sequence");
      if (sequence == null) {
        return null;
      }
      long due = row.getLong("broken_due");
      return due == sequence
          ? new Broken(sequence, row.getUUID("broken_id"), Reason.CHANGED)
          : new Broken(due, null, Reason.MISSING);
    }
  }

  /**
   * The head, for those who keep an eye on it.
   *
   * @param isToBeLogged whether no node has logged it on the day
   */
  record Watched(Head head, boolean isToBeLogged) {}

  private static Head head(Row row) {
    return new Head(row.getLong("sequence"), row.getString("hash"), row.getLong("unsealed"));
  }

  Single<Ends> ends(SqlClient sql) {
    return Sql.one(sql, ENDS, Ends::from);
  }

  /** Empty when no record has the sequence. */
  Maybe<String> hashAt(SqlClient sql, long sequence) {
    return Sql.find(sql, HASH_AT, row -> row.getString("hash"), sequence);
  }

  /**
   * At most {@code most} links after {@code after} and up to {@code end}; empty when there are
   * none.
   *
   * @param wanted the hash to look out for; null for none
   */
  Maybe<Links> walk(
      SqlClient sql, long after, String hash, long end, int most, @Nullable String wanted) {
    return Sql.find(sql, WALK, Links::from, after, hash, end, most, wanted);
  }

  /** Empty when somebody has removed the head. */
  Maybe<Watched> head(SqlClient sql, LocalDate today) {
    return Sql.find(
        sql, HEAD, row -> new Watched(head(row), row.getBoolean("is_to_be_logged")), today);
  }

  /** Whether it is the caller who is to log the head of this day. */
  Single<Boolean> claimLog(SqlClient sql, LocalDate today) {
    return Sql.count(sql, CLAIM_LOG, today).map(claimed -> claimed == 1);
  }
}
