package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.LikePattern;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The programmes and their versions. */
final class ProgramStore {

  private static final String LIST =
      """
      WITH matching AS MATERIALIZED (
        SELECT p.id, p.code, p.name, p.status, p.stack_with_manual, p.priority, p.valid_from,
          p.valid_to, p.version, p.created_at, p.updated_at
        FROM loyalty_program p
        WHERE ($3::text IS NULL OR p.status = $3)
          AND ($4::text IS NULL OR p.code ILIKE $4 OR p.name ILIKE $4)
      ), counted AS (
        SELECT count(*) AS listed FROM matching
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT m.*, v.definition, 0::bigint AS own_uses, u.uses, u.discount AS spent
        FROM matching m
        JOIN loyalty_program_version v ON v.program_id = m.id AND v.version = m.version
        JOIN loyalty_program_use u ON u.program_id = m.id
        ORDER BY m.id DESC
        LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
      ) page ON true
      ORDER BY page.id DESC
      """;

  private static final String BY_ID =
      """
      SELECT p.id, p.code, p.name, p.status, p.stack_with_manual, p.priority, p.valid_from,
        p.valid_to, p.version, p.created_at, p.updated_at, v.definition, 0::bigint AS own_uses,
        u.uses, u.discount AS spent
      FROM loyalty_program p
      JOIN loyalty_program_version v ON v.program_id = p.id AND v.version = p.version
      JOIN loyalty_program_use u ON u.program_id = p.id
      WHERE p.id = $1
      """;

  private static final String LOCK =
      """
      SELECT p.id, p.code, p.name, p.status, p.stack_with_manual, p.priority, p.valid_from,
        p.valid_to, p.version, p.created_at, p.updated_at, v.definition, 0::bigint AS own_uses,
        u.uses, u.discount AS spent
      FROM loyalty_program p
      JOIN loyalty_program_version v ON v.program_id = p.id AND v.version = p.version
      JOIN loyalty_program_use u ON u.program_id = p.id
      WHERE p.id = $1
      FOR NO KEY UPDATE OF p
      """;

  /** All active ones, or the one that is asked for whatever its state; with a customer's uses. */
  private static final String FOR_CUSTOMER =
      """
      SELECT p.id, p.code, p.name, p.status, p.stack_with_manual, p.priority, p.valid_from,
        p.valid_to, p.version, p.created_at, p.updated_at, v.definition, own.uses AS own_uses,
        u.uses, u.discount AS spent
      FROM loyalty_program p
      JOIN loyalty_program_version v ON v.program_id = p.id AND v.version = p.version
      JOIN loyalty_program_use u ON u.program_id = p.id
      CROSS JOIN LATERAL (
        SELECT (v.definition::json -> 'limits' ->> 'window_days')::integer AS days
      ) slot
      CROSS JOIN LATERAL (
        SELECT count(*) AS uses
        FROM loyalty_redemption r
        WHERE r.customer_id = $2 AND r.program_id = p.id AND r.state = 'REDEEMED'
          AND (slot.days IS NULL OR r.day > $3::date - slot.days)
      ) own
      WHERE p.id = $1 OR ($1::uuid IS NULL AND p.status = 'ACTIVE')
      ORDER BY p.id
      """;

  private static final String LOCK_USES =
      """
      SELECT program_id
      FROM loyalty_program_use
      WHERE program_id = $1
      FOR UPDATE
      """;

  private static final String ADD =
      """
      WITH version AS (
        INSERT INTO loyalty_program_version
          (program_id, version, definition, sha256, created_by, created_at)
        VALUES ($1, 1, $2, $3, $4, $5)
      )
      INSERT INTO loyalty_program
        (id, code, name, status, stack_with_manual, priority, valid_from, valid_to, version,
         created_at, updated_at)
      VALUES ($1, $6, $7, 'DRAFT', $8, $9, $10, $11, 1, $5, $5)
      """;

  private static final String ADD_VERSION =
      """
      INSERT INTO loyalty_program_version
        (program_id, version, definition, sha256, created_by, created_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      """;

  private static final String CHANGE =
      """
      UPDATE loyalty_program
      SET code = $2, name = $3, stack_with_manual = $4, priority = $5, valid_from = $6,
        valid_to = $7, version = $8, updated_at = $9
      WHERE id = $1
      """;

  private static final String MOVE =
      """
      UPDATE loyalty_program
      SET status = $2, updated_at = $3
      WHERE id = $1
      """;

  private static final String VERSIONS =
      """
      WITH counted AS (
        SELECT count(*) AS listed FROM loyalty_program_version WHERE program_id = $3
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT v.version AS id, v.definition, v.sha256, v.created_by,
          u.username AS created_by_username, v.created_at
        FROM loyalty_program_version v
        LEFT JOIN app_user u ON u.id = v.created_by
        WHERE v.program_id = $3
        ORDER BY v.version DESC
        LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
      ) page ON true
      ORDER BY page.id DESC
      """;

  /** Those of the ids that exist; nobody removes them until the transaction ends. */
  private static final String BRANDS =
      """
      SELECT id
      FROM brand
      WHERE id = ANY ($1::uuid[])
      ORDER BY id
      FOR KEY SHARE
      """;

  private static final String PRODUCT_TYPES =
      """
      SELECT id
      FROM product_type
      WHERE id = ANY ($1::uuid[])
      ORDER BY id
      FOR KEY SHARE
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(
          Map.of(
              "loyalty_program_code_key",
              () -> Failure.invalid("code", "Ya existe un programa con este código.")));

  /** Newest first. */
  Single<Page<Program>> list(
      SqlClient sql, PageRequest page, Optional<String> status, Optional<String> search) {
    return Pages.read(
        sql, LIST, page, Program::from, status.orElse(null), LikePattern.containing(search));
  }

  Maybe<Program> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, Program::from, id);
  }

  /** Nobody else changes it until the transaction ends; rewards go on. */
  Maybe<Program> lock(SqlClient sql, UUID id) {
    return Sql.find(sql, LOCK, Program::from, id);
  }

  /**
   * With what a customer had of them.
   *
   * @param customer null for somebody who had nothing
   */
  Single<List<Program>> active(SqlClient sql, @Nullable UUID customer, LocalDate today) {
    return Sql.all(sql, FOR_CUSTOMER, Program::from, null, customer, today);
  }

  /** Whatever its status; with what a customer had of it. */
  Maybe<Program> find(SqlClient sql, UUID id, UUID customer, LocalDate today) {
    return Sql.find(sql, FOR_CUSTOMER, Program::from, id, customer, today);
  }

  /** Nobody else is given its last slot until the transaction ends. */
  Completable lockUses(SqlClient sql, UUID id) {
    return Sql.change(sql, LOCK_USES, id);
  }

  /** Fails with {@code invalid} on {@code code} when it is taken. */
  Completable add(SqlClient sql, Program program, int author) {
    Program.Terms terms = program.terms();
    return Sql.run(
            sql,
            ADD,
            program.id(),
            program.definition().canonical(),
            program.definition().sha256(),
            author,
            program.createdAt(),
            terms.code(),
            terms.name(),
            terms.stackWithManual(),
            terms.priority(),
            terms.validFrom(),
            terms.validTo())
        .onErrorResumeNext(CONSTRAINTS::translate)
        .ignoreElement();
  }

  Completable addVersion(SqlClient sql, Program program, int author) {
    return Sql.change(
        sql,
        ADD_VERSION,
        program.id(),
        program.version(),
        program.definition().canonical(),
        program.definition().sha256(),
        author,
        program.updatedAt());
  }

  /** Fails with {@code invalid} on {@code code} when it is taken. */
  Completable change(SqlClient sql, Program program) {
    Program.Terms terms = program.terms();
    return Sql.run(
            sql,
            CHANGE,
            program.id(),
            terms.code(),
            terms.name(),
            terms.stackWithManual(),
            terms.priority(),
            terms.validFrom(),
            terms.validTo(),
            program.version(),
            program.updatedAt())
        .onErrorResumeNext(CONSTRAINTS::translate)
        .ignoreElement();
  }

  Completable move(SqlClient sql, UUID id, Program.Status status, OffsetDateTime now) {
    return Sql.change(sql, MOVE, id, status.name(), now);
  }

  /** Newest first. */
  Single<Page<Version>> versions(SqlClient sql, PageRequest page, UUID id) {
    return Pages.read(sql, VERSIONS, page, Version::from, id);
  }

  /** Those of the ids that are brands, or product types. */
  Single<Set<UUID>> labels(SqlClient sql, Set<UUID> ids) {
    Object wanted = ids.toArray(UUID[]::new);
    return Single.zip(
        Sql.all(sql, BRANDS, row -> row.getUUID("id"), wanted),
        Sql.all(sql, PRODUCT_TYPES, row -> row.getUUID("id"), wanted),
        (brands, types) -> {
          Set<UUID> known = new java.util.HashSet<>(brands);
          known.addAll(types);
          return known;
        });
  }
}
