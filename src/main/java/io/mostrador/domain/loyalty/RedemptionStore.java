package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.CountedList;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.List;
import java.util.UUID;

/** Reads rewards that were given, and what they were decided on. */
final class RedemptionStore {

  private static final String MATCHING =
      """
      FROM loyalty_redemption r
      WHERE ($1::uuid IS NULL OR r.program_id = $1)
        AND ($2::uuid IS NULL OR r.customer_id = $2)
        AND ($3::uuid IS NULL OR r.sale_id = $3)
        AND ($4::text IS NULL OR r.state = $4)
        AND ($5::date IS NULL OR r.day >= $5)
        AND ($6::date IS NULL OR r.day <= $6)
      """;

  private static final String COUNT = "SELECT count(*) AS listed\n" + MATCHING;

  private static final String PAGE =
      """
      SELECT r.id, r.program_id, p.code AS program_code, p.name AS program_name, r.version,
        r.customer_id, c.name AS customer_name, c.phone AS customer_phone, r.sale_id,
        s.total AS sale_total, s.cashier_id, u.username AS cashier_username, r.discount,
        r.state, r.exceptions, r.redeemed_at, r.reversed_at
      FROM (
        SELECT r.id
      """
          + MATCHING
          + """
            ORDER BY r.redeemed_at {way}, r.id {way}
            LIMIT $7 OFFSET $8
          ) page
          JOIN loyalty_redemption r ON r.id = page.id
          JOIN loyalty_program p ON p.id = r.program_id
          JOIN customer c ON c.id = r.customer_id
          JOIN sale s ON s.id = r.sale_id
          JOIN app_user u ON u.id = s.cashier_id
          ORDER BY r.redeemed_at {way}, r.id {way}
          """;

  private static final String BY_ID =
      """
      SELECT r.id, r.program_id, p.code AS program_code, p.name AS program_name, r.version,
        r.customer_id, c.name AS customer_name, c.phone AS customer_phone, r.sale_id,
        s.total AS sale_total, s.cashier_id, u.username AS cashier_username, r.discount,
        r.state, r.exceptions, r.redeemed_at, r.reversed_at, v.definition, v.sha256,
        e.details::text AS details
      FROM loyalty_redemption r
      JOIN loyalty_event e ON e.redemption_id = r.id AND e.kind = 'REDEEMED'
      JOIN loyalty_program p ON p.id = r.program_id
      JOIN loyalty_program_version v ON v.program_id = r.program_id AND v.version = r.version
      JOIN customer c ON c.id = r.customer_id
      JOIN sale s ON s.id = r.sale_id
      JOIN app_user u ON u.id = s.cashier_id
      WHERE r.id = $1
      """;

  private static final String LATER_EVENTS =
      """
      SELECT e.id, e.kind, e.redemption_id, e.program_id, p.code AS program_code, e.version,
        e.sale_id, e.purchase_id, e.discount, e.details ->> 'reason' AS reason,
        u.username AS created_by_username, e.created_at
      FROM loyalty_event e
      JOIN loyalty_program p ON p.id = e.program_id
      LEFT JOIN app_user u ON u.id = e.created_by
      WHERE e.redemption_id = $1 AND e.kind <> 'REDEEMED'
      ORDER BY e.id
      """;

  /**
   * A reward with what it was decided on.
   *
   * @param details the checks and lines as they were kept
   */
  record Explained(
      Redemption redemption, Definition definition, String sha256, JsonObject details) {

    static Explained from(Row row) {
      return new Explained(
          Redemption.from(row),
          Definition.of(new JsonObject(row.getString("definition"))),
          row.getString("sha256"),
          new JsonObject(row.getString("details")));
    }
  }

  private final CountedList<Redemption> list = new CountedList<>(COUNT, PAGE, Redemption::from);

  /** Newest first. */
  Single<Page<Redemption>> list(SqlClient sql, PageRequest page, Redemption.Filter filter) {
    return list.page(
        sql,
        page,
        filter.program(),
        filter.customer(),
        filter.sale(),
        filter.state().orElse(null),
        filter.firstDay().orElse(null),
        filter.lastDay().orElse(null));
  }

  Maybe<Explained> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, Explained::from, id);
  }

  /** What happened to it since, oldest first. */
  Single<List<Event>> laterEvents(SqlClient sql, UUID id) {
    return Sql.all(sql, LATER_EVENTS, Event::from, id);
  }
}
