package io.mostrador.domain.audit;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds records for those who ask what happened. */
public final class AuditSearch {

  private static final String PREFIX_END = ".";

  private static final String LIST =
      """
      WITH matching AS NOT MATERIALIZED (
        SELECT id, created_at
        FROM audit_log
        WHERE ($3::text IS NULL OR action = $3)
          AND ($4::text IS NULL OR action ^@ $4)
          AND ($5::text IS NULL OR entity_type = $5)
          AND ($6::text IS NULL OR entity_id = $6)
          AND ($7::integer IS NULL OR actor_id = $7)
          AND ($8::timestamptz IS NULL OR created_at >= $8)
          AND ($9::timestamptz IS NULL OR created_at < $9)
      ), counted AS (
        SELECT count(*) AS listed FROM matching
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT a.id, a.sequence, a.actor_id, u.username AS actor_username, a.action,
          a.entity_type, a.entity_id, a.payload, a.created_at, encode(a.hash, 'hex') AS hash
        FROM (
          SELECT id FROM matching
          ORDER BY created_at DESC, id DESC
          LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
        ) m
        JOIN audit_log a ON a.id = m.id
        LEFT JOIN app_user u ON u.id = a.actor_id
      ) page ON true
      ORDER BY page.created_at DESC, page.id DESC
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

  public AuditSearch(Database database, BusinessTime time) {
    this.database = database;
    this.time = time;
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

  /**
   * Newest first.
   *
   * <p>On the connections of reports, whose statements are planned for the very filters: a plan for
   * no filter in particular would use no index.
   */
  Single<Page<AuditEntry>> list(PageRequest page, Filter filter) {
    return database.report(
        sql ->
            Pages.read(
                sql,
                LIST,
                page,
                AuditEntry::from,
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
