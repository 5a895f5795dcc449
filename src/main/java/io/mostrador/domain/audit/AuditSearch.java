package io.mostrador.domain.audit;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.LongList;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds records for those who ask what happened. */
public final class AuditSearch {

  private static final String PREFIX_END = ".";

  private static final String MATCHING =
      """
      FROM audit_log
      WHERE ($1::text IS NULL OR action = $1)
        AND ($2::text IS NULL OR action ^@ $2)
        AND ($3::text IS NULL OR entity_type = $3)
        AND ($4::text IS NULL OR entity_id = $4)
        AND ($5::integer IS NULL OR actor_id = $5)
        AND ($6::timestamptz IS NULL OR created_at >= $6)
        AND ($7::timestamptz IS NULL OR created_at < $7)
      """;

  private static final String COUNT =
      "SELECT count(*) AS listed\n"
          + MATCHING
          + """
            AND ($8::timestamptz IS NULL OR created_at >= $8)
            AND ($9::timestamptz IS NULL OR created_at < $9)
          """;

  private static final String PAGE =
      """
      SELECT a.id, a.sequence, a.actor_id, u.username AS actor_username, a.action, a.entity_type,
        a.entity_id, a.payload, a.created_at, encode(a.hash, 'hex') AS hash
      FROM (
        SELECT id
      """
          + MATCHING
          + """
            ORDER BY created_at {way}, id {way}
            LIMIT $8 OFFSET $9
          ) page
          JOIN audit_log a ON a.id = page.id
          LEFT JOIN app_user u ON u.id = a.actor_id
          ORDER BY a.created_at {way}, a.id {way}
          """;

  private static final String BY_ID =
      """
      SELECT a.id, a.sequence, a.actor_id, u.username AS actor_username, a.action, a.entity_type,
        a.entity_id, a.payload, a.created_at, encode(a.hash, 'hex') AS hash
      FROM audit_log a
      LEFT JOIN app_user u ON u.id = a.actor_id
      WHERE a.id = $1
      """;

  private final Database database;
  private final BusinessTime time;
  private final LongList<AuditEntry> list;

  public AuditSearch(Database database, BusinessTime time) {
    this.database = database;
    this.time = time;
    this.list = new LongList<>(time, COUNT, PAGE, AuditEntry::from);
  }

  /**
   * Which records a list shows; null for any.
   *
   * @param action one, or with a dot at its end all that begin so
   * @param from day of the shop, included
   * @param to day of the shop, included
   */
  record Filter(
      @Nullable String action,
      @Nullable String entityType,
      @Nullable String entityId,
      @Nullable Integer actor,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {

    private Optional<String> actions(boolean isPrefix) {
      return Optional.ofNullable(action).filter(sent -> sent.endsWith(PREFIX_END) == isPrefix);
    }
  }

  /** Newest first. */
  Single<Page<AuditEntry>> list(PageRequest page, Filter filter) {
    return database.list(
        sql ->
            list.page(
                sql,
                page,
                filter.actions(false).orElse(null),
                filter.actions(true).orElse(null),
                filter.entityType(),
                filter.entityId(),
                filter.actor(),
                filter.from() == null ? null : time.startOf(filter.from()),
                filter.to() == null ? null : time.startOf(filter.to().plusDays(1))));
  }

  /** Fails with {@code not_found}. */
  Single<AuditEntry> get(UUID id) {
    return database.read(
        sql ->
            Sql.find(sql, BY_ID, AuditEntry::from, id)
                .switchIfEmpty(Single.error(() -> Failure.notFound())));
  }
}
