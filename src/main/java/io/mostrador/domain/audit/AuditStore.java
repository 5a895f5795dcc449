package io.mostrador.domain.audit;

import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;

/** The audit's tables. */
final class AuditStore {

  private static final String ADD =
      """
      INSERT INTO audit_log (actor_id, action, entity_type, entity_id, payload, created_at)
      SELECT $1, action, entity_type, entity_id, payload::json, $2
      FROM unnest($3::text[], $4::text[], $5::text[], $6::text[])
        AS record (action, entity_type, entity_id, payload)
      """;

  private static final String SEAL =
      """
      SELECT seal_audit($1) AS sealed
      """;

  Completable add(SqlClient sql, Integer actorId, List<AuditRecord> records, OffsetDateTime now) {
    return Sql.change(
        sql,
        ADD,
        actorId,
        now,
        texts(records, AuditRecord::action),
        texts(records, AuditRecord::entityType),
        texts(records, AuditRecord::entityId),
        texts(records, record -> record.payload().encode()));
  }

  /** How many were sealed; 0 while another node is sealing. */
  Single<Integer> seal(SqlClient sql, int most) {
    return Sql.one(sql, SEAL, row -> row.getInteger("sealed"), most);
  }

  private static String[] texts(List<AuditRecord> records, Function<AuditRecord, String> field) {
    return records.stream().map(field).toArray(String[]::new);
  }
}
