package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of rewards; the trigger on them keeps everything else. */
final class EventStore {

  /** With every purchase that the conditions counted, however many there are. */
  private static final String REDEEM =
      """
      INSERT INTO loyalty_event
        (kind, redemption_id, program_id, version, customer_id, sale_id, discount, details, day,
         created_by, created_at, counted)
      SELECT 'REDEEMED', $1, $2, $3, $4, $5, $6, $7::text::json, $8, $9, $10,
        coalesce(
          (SELECT array_agg(f.sale_id ORDER BY f.confirmed_at DESC, f.sale_id DESC)
           FROM purchase_fact f
           WHERE f.customer_id = $4 AND f.voided_at IS NULL AND f.sale_id <> $5
             AND EXISTS (
               SELECT
               FROM unnest($11::date[], $12::numeric[]) AS counting (since, min_ticket)
               WHERE f.day >= counting.since AND f.total >= counting.min_ticket)),
          '{}')
      """;

  /** Of a sale that is void now: its own reward, and those that had counted it. */
  private static final String UNDO =
      """
      WITH undone AS (
        SELECT 'REVERSED' AS kind, r.id, r.program_id, r.version, r.sale_id,
          NULL::uuid AS purchase_id, -r.discount AS discount
        FROM loyalty_redemption r
        WHERE r.sale_id = $1 AND r.state = 'REDEEMED'
        UNION ALL
        SELECT 'EXCEPTION', r.id, r.program_id, r.version, r.sale_id, $1, 0
        FROM loyalty_event e
        JOIN loyalty_redemption r ON r.id = e.redemption_id
        WHERE e.customer_id = $2 AND e.kind = 'REDEEMED' AND $1 = ANY (e.counted)
          AND r.state = 'REDEEMED'
      )
      INSERT INTO loyalty_event
        (kind, redemption_id, program_id, version, customer_id, sale_id, purchase_id, discount,
         details, day, created_by, created_at)
      SELECT kind, id, program_id, version, $2, sale_id, purchase_id, discount,
        json_build_object('reason', $3::text), $4, $5, $6
      FROM undone
      ORDER BY program_id, id
      RETURNING kind, redemption_id, program_id, sale_id, discount
      """;

  private static final String OF_CUSTOMER =
      """
      WITH counted AS (
        SELECT count(*) AS listed FROM loyalty_event WHERE customer_id = $3
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT e.id, e.kind, e.redemption_id, e.program_id, p.code AS program_code, e.version,
          e.sale_id, e.purchase_id, e.discount, e.details ->> 'reason' AS reason,
          u.username AS created_by_username, e.created_at
        FROM loyalty_event e
        JOIN loyalty_program p ON p.id = e.program_id
        LEFT JOIN app_user u ON u.id = e.created_by
        WHERE e.customer_id = $3
        ORDER BY e.id DESC
        LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
      ) page ON true
      ORDER BY page.id DESC
      """;

  /** What a void did to a reward. */
  record Undone(Event.Kind kind, UUID redemption, UUID program, UUID sale, BigDecimal discount) {

    static Undone from(Row row) {
      return new Undone(
          Event.Kind.valueOf(row.getString("kind")),
          row.getUUID("redemption_id"),
          row.getUUID("program_id"),
          row.getUUID("sale_id"),
          row.getBigDecimal("discount"));
    }
  }

  Completable redeem(
      SqlClient sql, UUID id, Rewards.Rewarded sale, Grant grant, LocalDate day, int author) {
    Program program = grant.evaluation().program();
    List<Window> windows = program.definition().rule().windows();
    return Sql.change(
        sql,
        REDEEM,
        id,
        program.id(),
        program.version(),
        grant.customer(),
        sale.id(),
        grant.evaluation().discount(),
        grant.details().encode(),
        day,
        author,
        sale.confirmedAt(),
        windows.stream().map(window -> window.since(day)).toArray(LocalDate[]::new),
        windows.stream().map(Window::minTicket).toArray(BigDecimal[]::new));
  }

  /** What was done; nothing where the sale had no part in a reward that stands. */
  Single<List<Undone>> undo(
      SqlClient sql,
      UUID sale,
      UUID customer,
      String reason,
      LocalDate day,
      @Nullable Integer author,
      OffsetDateTime now) {
    return Sql.all(sql, UNDO, Undone::from, sale, customer, reason, day, author, now);
  }

  /** Newest first. */
  Single<Page<Event>> ofCustomer(SqlClient sql, PageRequest page, UUID customer) {
    return Pages.read(sql, OF_CUSTOMER, page, Event::from, customer);
  }

  static JsonObject audited(Undone undone) {
    return new JsonObject()
        .put("program", undone.program().toString())
        .put("sale", undone.sale().toString())
        .put("discount_amount", undone.discount().toPlainString());
  }
}
