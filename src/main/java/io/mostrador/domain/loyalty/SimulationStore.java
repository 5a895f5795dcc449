package io.mostrador.domain.loyalty;

import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads past sales with what their customers had bought before them. */
final class SimulationStore {

  /** Longer than any shop has been open. */
  private static final int FOREVER_DAYS = 100_000;

  private static final String PAST_SALES =
      """
      SELECT f.customer_id, f.day,
        (SELECT json_agg(json_build_object(
            'product', l.product_id, 'brand', p.brand_id, 'product_type', p.product_type_id,
            'qty', l.qty::text, 'unit_price', l.unit_price::text,
            'unit_cost', greatest(l.unit_cost, p.cost_price)::text,
            'discount_pct', l.discount_pct::text) ORDER BY l.position)
         FROM sale_line l
         JOIN product p ON p.id = l.product_id
         WHERE l.sale_id = s.id)::text AS lines,
        (SELECT json_agg(json_build_object(
            'purchases', t.purchases, 'days', t.days, 'spend', t.spend::text, 'last', t.last)
            ORDER BY w.place)
         FROM unnest($3::integer[], $4::numeric[]) WITH ORDINALITY AS w (days, min_ticket, place)
         CROSS JOIN LATERAL (
           SELECT count(*) AS purchases, count(DISTINCT e.day) AS days,
             coalesce(sum(e.total), 0) AS spend, max(e.day) AS last
           FROM purchase_fact e
           WHERE e.customer_id = f.customer_id AND e.voided_at IS NULL
             AND e.day > f.day - w.days AND e.day <= f.day AND e.total >= w.min_ticket
             AND (e.confirmed_at, e.sale_id) < (f.confirmed_at, f.sale_id)
         ) t)::text AS tallies
      FROM sale s
      JOIN purchase_fact f ON f.sale_id = s.id
      WHERE s.status = 'CONFIRMED' AND s.confirmed_at >= $1 AND s.confirmed_at < $2
      ORDER BY f.confirmed_at, f.sale_id
      LIMIT $5
      """;

  /**
   * Oldest first.
   *
   * @param until excluded
   */
  Single<List<PastSale>> pastSales(
      SqlClient sql, OffsetDateTime from, OffsetDateTime until, List<Window> windows, int most) {
    return Sql.all(
        sql,
        PAST_SALES,
        row -> PastSale.from(row, windows),
        from,
        until,
        windows.stream()
            .map(window -> window.days() == null ? FOREVER_DAYS : window.days())
            .toArray(Integer[]::new),
        windows.stream().map(Window::minTicket).toArray(BigDecimal[]::new),
        most);
  }
}
