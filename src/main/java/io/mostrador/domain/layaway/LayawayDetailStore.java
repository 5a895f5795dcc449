package io.mostrador.domain.layaway;

import static java.util.stream.Collectors.groupingBy;

import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.CountedList;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Reads layaways to be shown: one statement for their number, one for the heads, one for each kind
 * of their parts.
 */
final class LayawayDetailStore {

  private static final String MATCHING =
      """
      FROM layaway l
      WHERE ($1::text IS NULL OR l.status = $1)
        AND ($2::text IS NULL
          OR l.customer_id IN (SELECT id FROM customer WHERE phone_normalized LIKE $2))
        AND ($3::text IS NULL
          OR l.customer_id IN (SELECT id FROM customer WHERE name ILIKE $3))
        AND ($4::text IS NULL
          OR l.customer_id IN (
            SELECT id FROM customer
            WHERE name ILIKE $4 OR phone ILIKE $4 OR phone_normalized LIKE $5::text))
        AND ($6::timestamptz IS NULL OR l.expires_at <= $6)
        AND ($7::timestamptz IS NULL OR l.expires_at >= $7)
        AND ($8::timestamptz IS NULL
          OR (l.status = 'ACTIVE' AND l.expires_at >= $8 AND l.expires_at < $9::timestamptz))
        AND ($10::timestamptz IS NULL OR (l.status = 'ACTIVE' AND l.expires_at <= $10))
        AND (NOT $11::boolean OR l.status <> 'SETTLED')
      """;

  private static final String COUNT = "SELECT count(*) AS listed\n" + MATCHING;

  private static final String PAGE =
      """
      SELECT detail.*
      FROM (
        SELECT l.id
      """
          + MATCHING
          + """
            ORDER BY l.status_rank {back}, l.expires_at {back}, l.id {way}
            LIMIT $12 OFFSET $13
          ) page
          JOIN layaway_detail detail ON detail.id = page.id
          ORDER BY detail.status_rank {back}, detail.expires_at {back}, detail.id {way}
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

  private final CountedList<LayawayDetail> list =
      new CountedList<>(COUNT, PAGE, LayawayDetail::head);

  Maybe<LayawayDetail> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, LayawayDetail::head, id)
        .flatMapSingle(head -> parts(sql, id).map(parts -> parts.apply(head)));
  }

  /** What customers who come in may be asked about first, the settled ones last. */
  Single<Page<LayawayDetail>> page(SqlClient sql, PageRequest page, LayawayFilter filter) {
    return list.page(
            sql,
            page,
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
