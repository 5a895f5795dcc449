package io.mostrador.domain.layaway;

import static java.util.stream.Collectors.groupingBy;

import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Reads layaways to be shown: one statement for the heads, one for each kind of their parts. */
final class LayawayDetailStore {

  private static final String LIST =
      """
      WITH matching AS NOT MATERIALIZED (
        SELECT l.id, l.status_rank, l.expires_at
        FROM layaway l
        JOIN customer c ON c.id = l.customer_id
        WHERE ($3::text IS NULL OR l.status = $3)
          AND ($4::text IS NULL OR c.phone_normalized LIKE $4)
          AND ($5::text IS NULL OR c.name ILIKE $5)
          AND ($6::text IS NULL OR c.name ILIKE $6 OR c.phone ILIKE $6
            OR c.phone_normalized LIKE $7::text)
          AND ($8::timestamptz IS NULL OR l.expires_at <= $8)
          AND ($9::timestamptz IS NULL OR l.expires_at >= $9)
          AND ($10::timestamptz IS NULL
            OR (l.status = 'ACTIVE' AND l.expires_at >= $10 AND l.expires_at < $11::timestamptz))
          AND ($12::timestamptz IS NULL OR (l.status = 'ACTIVE' AND l.expires_at <= $12))
          AND (NOT $13::boolean OR l.status <> 'SETTLED')
      ), counted AS (
        SELECT count(*) AS listed FROM matching
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT detail.*
        FROM (
          SELECT id FROM matching
          ORDER BY status_rank, expires_at, id DESC
          LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
        ) m
        JOIN layaway_detail detail ON detail.id = m.id
      ) page ON true
      ORDER BY page.status_rank, page.expires_at, page.id DESC
      """;

  private static final String BY_ID =
      """
      SELECT *
      FROM layaway_detail
      WHERE id = $1
      """;

  private static final String LINES =
      """
      SELECT l.id, l.layaway_id, l.product_id, p.sku AS product_sku, p.name AS product_name, l.qty,
        l.unit_price, l.unit_cost, l.discount_pct
      FROM layaway_line l
      JOIN product p ON p.id = l.product_id
      WHERE l.layaway_id = ANY ($1::uuid[])
      ORDER BY l.layaway_id, l.position
      """;

  private static final String PAYMENTS =
      """
      SELECT id, layaway_id, method, amount, commission_rate, card_plan_code, card_plan_label,
        installments_months, card_instrument, card_type, reference_type, created_at
      FROM layaway_payment
      WHERE layaway_id = ANY ($1::uuid[])
      ORDER BY layaway_id, position
      """;

  /** An extension is always to a later time, so this is the order in which they were given. */
  private static final String EXTENSIONS =
      """
      SELECT e.id, e.layaway_id, e.old_expires_at, e.new_expires_at, e.reason, e.created_by,
        u.username AS created_by_username, e.created_at
      FROM layaway_extension e
      JOIN app_user u ON u.id = e.created_by
      WHERE e.layaway_id = ANY ($1::uuid[])
      ORDER BY e.layaway_id, e.new_expires_at
      """;

  Maybe<LayawayDetail> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, LayawayDetail::head, id)
        .flatMapSingle(head -> parts(sql, id).map(parts -> parts.apply(head)));
  }

  /** What customers who come in may be asked about first, the settled ones last. */
  Single<Page<LayawayDetail>> page(SqlClient sql, PageRequest page, LayawayFilter filter) {
    return Pages.read(
            sql,
            LIST,
            page,
            LayawayDetail::head,
            filter.status(),
            filter.phone(),
            filter.name(),
            filter.search(),
            filter.searchDigits(),
            filter.expiresBefore(),
            filter.expiresAfter(),
            filter.dueFrom(),
            filter.dueUntil(),
            filter.pastDueAt(),
            filter.excludeSettled())
        .flatMap(heads -> parts(sql, ids(heads)).map(heads::map));
  }

  private static UUID[] ids(Page<LayawayDetail> heads) {
    return heads.rows().stream().map(head -> head.layaway().id()).toArray(UUID[]::new);
  }

  private static Single<UnaryOperator<LayawayDetail>> parts(SqlClient sql, UUID... ids) {
    return Single.zip(
        Sql.all(sql, LINES, LayawayLine::from, (Object) ids),
        Sql.all(sql, PAYMENTS, LayawayPayment::from, (Object) ids),
        Sql.all(sql, EXTENSIONS, LayawayExtension::from, (Object) ids),
        LayawayDetailStore::adding);
  }

  private static UnaryOperator<LayawayDetail> adding(
      List<LayawayLine> lines, List<LayawayPayment> payments, List<LayawayExtension> extensions) {
    Map<UUID, List<LayawayLine>> linesOf =
        lines.stream().collect(groupingBy(LayawayLine::layawayId));
    Map<UUID, List<LayawayPayment>> paymentsOf =
        payments.stream().collect(groupingBy(LayawayPayment::layawayId));
    Map<UUID, List<LayawayExtension>> extensionsOf =
        extensions.stream().collect(groupingBy(LayawayExtension::layawayId));
    return head -> {
      UUID id = head.layaway().id();
      return head.with(
          linesOf.getOrDefault(id, List.of()),
          paymentsOf.getOrDefault(id, List.of()),
          extensionsOf.getOrDefault(id, List.of()));
    };
  }

  /** In the order they came in. */
  Single<List<LayawayLine>> lines(SqlClient sql, UUID id) {
    return Sql.all(sql, LINES, LayawayLine::from, (Object) new UUID[] {id});
  }

  /** In the order they came in. */
  Single<List<LayawayPayment>> payments(SqlClient sql, UUID id) {
    return Sql.all(sql, PAYMENTS, LayawayPayment::from, (Object) new UUID[] {id});
  }
}
