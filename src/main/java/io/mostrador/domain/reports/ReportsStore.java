package io.mostrador.domain.reports;

import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * The statements of reports; none reads a table row by row for another.
 *
 * <p>Each adds what is kept of past days to what the sales of the other parts of the period say.
 */
final class ReportsStore {

  /** Gaps between the days that are added up become the parts to be read. */
  private static final String COVERAGE =
      """
      WITH stale AS (
        SELECT DISTINCT (confirmed_at AT TIME ZONE $3::text)::date AS day FROM report_stale
      ), kept AS MATERIALIZED (
        SELECT d.day, date_trunc('month', d.day)::date AS month
        FROM report_day d
        JOIN report_watermark w ON w.zone = $3::text
        WHERE d.day BETWEEN $1 AND $2 AND d.day NOT IN (SELECT day FROM stale)
      ), months AS MATERIALIZED (
        SELECT month
        FROM kept
        JOIN report_month USING (month)
        GROUP BY month
        HAVING count(*) = (month + interval '1 month')::date - month
      ), parts AS (
        SELECT (before + 1)::timestamp AT TIME ZONE $3::text AS begins,
          day::timestamp AT TIME ZONE $3::text AS ends
        FROM (
          SELECT day, lag(day, 1, $1 - 1) OVER (ORDER BY day) AS before
          FROM (SELECT day FROM kept UNION ALL SELECT $2 + 1) AS edges
        ) AS gaps
        WHERE day - before > 1
      )
      SELECT array(SELECT day FROM kept) AS days,
        array(SELECT month FROM months) AS months,
        array(SELECT day FROM kept WHERE month NOT IN (SELECT month FROM months)) AS lone_days,
        coalesce((SELECT min(begins) FROM parts), '-infinity') AS first_begin,
        coalesce((SELECT max(ends) FROM parts), '-infinity') AS last_end,
        array(SELECT begins FROM parts ORDER BY begins) AS begins,
        array(SELECT ends FROM parts ORDER BY begins) AS ends
      """;

  private static final String SALES =
      """
      WITH days AS (
        SELECT sales, total, breakdowns, rates, fallbacks, operating_cost, investor_profit,
          store_profit
        FROM report_day
        WHERE day = ANY ($1::date[])
        UNION ALL
        SELECT count(*), sum(s.total), count(p.sale_id), sum(p.operating_cost_rate),
          count(*) FILTER (WHERE p.operating_cost_source = 'FALLBACK_BASE'),
          sum(p.operating_cost), sum(p.investor_profit), sum(p.store_profit)
        FROM sale s
        LEFT JOIN sale_profitability p ON p.sale_id = s.id
        WHERE s.status = 'CONFIRMED' AND s.confirmed_at >= $2 AND s.confirmed_at < $3
          AND EXISTS (
            SELECT
            FROM unnest($4::timestamptz[], $5::timestamptz[]) AS part (begins, ends)
            WHERE s.confirmed_at >= begins AND s.confirmed_at < ends)
      )
      SELECT coalesce(sum(sales), 0)::bigint AS sales, coalesce(sum(total), 0) AS total,
        coalesce(sum(breakdowns), 0)::bigint AS breakdowns, coalesce(sum(rates), 0) AS rates,
        coalesce(sum(fallbacks), 0)::bigint AS fallbacks,
        coalesce(sum(operating_cost), 0) AS operating_cost,
        coalesce(sum(investor_profit), 0) AS investor_profit,
        coalesce(sum(store_profit), 0) AS store_profit
      FROM days
      """;

  /**
   * Ranks all products by their units, in hundredths, and adds up amounts of the best ones alone:
   * adding decimals of a hundred thousand products for each of twelve months takes a second.
   * Multiplies by 0.01, since dividing by 100 would round large sums.
   */
  private static final String PRODUCTS =
      """
      WITH live AS MATERIALIZED (
        SELECT l.product_id, sum(l.qty) AS units,
          sum(l.qty * l.unit_price * (100 - l.discount_pct)) * 0.01 - sum(l.promotion_discount)
            AS amount,
          sum(l.qty * l.unit_cost) AS cost
        FROM sale s
        JOIN sale_line l ON l.sale_id = s.id
        WHERE s.status = 'CONFIRMED' AND s.confirmed_at >= $2 AND s.confirmed_at < $3
          AND EXISTS (
            SELECT
            FROM unnest($4::timestamptz[], $5::timestamptz[]) AS part (begins, ends)
            WHERE s.confirmed_at >= begins AND s.confirmed_at < ends)
        GROUP BY l.product_id
      ), sold AS MATERIALIZED (
        SELECT product_id, sum(hundredths) AS hundredths
        FROM (
          SELECT product_id, hundredths
          FROM report_month_product
          WHERE month = ANY ($7::date[])
          UNION ALL
          SELECT product_id, hundredths
          FROM report_day_product
          WHERE day = ANY ($6::date[])
          UNION ALL
          SELECT product_id, (units * 100)::bigint FROM live
        ) AS parts
        GROUP BY product_id
      ), best AS (
        SELECT sold.product_id, p.sku, p.name, sold.hundredths * 0.01 AS units,
          coalesce((
            SELECT sum(amount)
            FROM report_month_product
            WHERE month = ANY ($7::date[]) AND product_id = sold.product_id), 0)
          + coalesce((
            SELECT sum(amount)
            FROM report_day_product
            WHERE day = ANY ($6::date[]) AND product_id = sold.product_id), 0)
          + coalesce((SELECT amount FROM live WHERE product_id = sold.product_id), 0) AS amount
        FROM sold
        JOIN product p ON p.id = sold.product_id
        WHERE sold.hundredths >= coalesce((
          SELECT hundredths FROM sold ORDER BY hundredths DESC LIMIT 1 OFFSET $8::bigint - 1), 0)
      )
      SELECT best.*,
        coalesce((SELECT sum(goods_profit) FROM report_day WHERE day = ANY ($1::date[])), 0)
          + coalesce((SELECT sum(amount - cost) FROM live), 0) AS gross_profit_of_all
      FROM best
      ORDER BY units DESC, amount DESC, sku
      LIMIT $8::bigint
      """;

  private static final String PAYMENTS =
      """
      WITH parts AS (
        SELECT method, card_type, card_instrument, total, payments
        FROM report_day_payment
        WHERE day = ANY ($1::date[])
        UNION ALL
        SELECT p.method, p.card_type, p.card_instrument, sum(p.amount), count(*)
        FROM sale s
        JOIN sale_payment p ON p.sale_id = s.id
        WHERE s.status = 'CONFIRMED' AND s.confirmed_at >= $2 AND s.confirmed_at < $3
          AND EXISTS (
            SELECT
            FROM unnest($4::timestamptz[], $5::timestamptz[]) AS part (begins, ends)
            WHERE s.confirmed_at >= begins AND s.confirmed_at < ends)
        GROUP BY p.method, p.card_type, p.card_instrument
      )
      SELECT method, card_type, card_instrument, sum(total) AS total,
        sum(payments)::bigint AS payments
      FROM parts
      GROUP BY method, card_type, card_instrument
      """;

  private static final String REVENUE =
      """
      WITH parts AS (
        SELECT investor_revenue AS investors, store_revenue AS store
        FROM report_day
        WHERE day = ANY ($1::date[])
        UNION ALL
        SELECT sum(l.revenue) FILTER (WHERE l.investor_id IS NOT NULL),
          sum(l.revenue) FILTER (WHERE l.investor_id IS NULL)
        FROM sale s
        JOIN sale_profitability_line l ON l.sale_id = s.id
        WHERE s.status = 'CONFIRMED' AND s.confirmed_at >= $2 AND s.confirmed_at < $3
          AND EXISTS (
            SELECT
            FROM unnest($4::timestamptz[], $5::timestamptz[]) AS part (begins, ends)
            WHERE s.confirmed_at >= begins AND s.confirmed_at < ends)
      )
      SELECT coalesce(sum(investors), 0) AS investors, coalesce(sum(store), 0) AS store
      FROM parts
      """;

  private static final String SUPPLY =
      """
      SELECT bought.receipts, bought.spent, given.assigned
      FROM (
        SELECT count(*) AS receipts, coalesce(sum(total), 0) AS spent
        FROM purchase_receipt
        WHERE status = 'POSTED' AND posted_at >= $1 AND posted_at < $2
      ) bought
      CROSS JOIN (
        SELECT coalesce(sum(qty_assigned * unit_cost), 0) AS assigned
        FROM investor_assignment
        WHERE created_at >= $1 AND created_at < $2
      ) given
      """;

  private static final String ON_HAND =
      """
      WITH unsold AS (
        SELECT product_id, sum(qty_assigned - qty_sold) AS units
        FROM investor_assignment
        WHERE qty_sold < qty_assigned
        GROUP BY product_id
      ), goods AS (
        SELECT s.on_hand, greatest(s.on_hand - coalesce(u.units, 0), 0) AS owned,
          p.default_price AS price, coalesce(p.cost_price, 0) AS cost
        FROM product p
        JOIN product_stock s ON s.product_id = p.id
        LEFT JOIN unsold u ON u.product_id = p.id
        WHERE p.is_active AND s.on_hand > 0
      )
      SELECT coalesce(sum(on_hand), 0) AS units, coalesce(sum(on_hand * price), 0) AS retail,
        coalesce(sum(owned), 0) AS owned_units, coalesce(sum(owned * cost), 0) AS owned_cost,
        coalesce(sum(owned * (price - cost)), 0) AS owned_profit
      FROM goods
      """;

  private static final String INVESTORS =
      """
      WITH unsold AS (
        SELECT product_id, qty_assigned - qty_sold AS units, unit_cost
        FROM investor_assignment
        WHERE qty_sold < qty_assigned
      )
      SELECT coalesce(sum(u.units), 0) AS owned_units,
        coalesce(sum(u.units * u.unit_cost), 0) AS owned_cost,
        coalesce(sum(u.units * (p.default_price - u.unit_cost)), 0) AS owned_profit
      FROM unsold u
      JOIN product p ON p.id = u.product_id
      """;

  private static final String DAYS =
      """
      SELECT day, total, sales
      FROM report_day
      WHERE day = ANY ($1::date[]) AND sales > 0
      UNION ALL
      SELECT (confirmed_at AT TIME ZONE $6::text)::date, sum(total), count(*)
      FROM sale
      WHERE status = 'CONFIRMED' AND confirmed_at >= $2 AND confirmed_at < $3
        AND EXISTS (
            SELECT
            FROM unnest($4::timestamptz[], $5::timestamptz[]) AS part (begins, ends)
            WHERE confirmed_at >= begins AND confirmed_at < ends)
      GROUP BY 1
      ORDER BY day
      """;

  private static final String CASHIERS =
      """
      WITH parts AS (
        SELECT cashier_id, total, sales
        FROM report_day_cashier
        WHERE day = ANY ($1::date[])
        UNION ALL
        SELECT cashier_id, sum(total), count(*)
        FROM sale
        WHERE status = 'CONFIRMED' AND confirmed_at >= $2 AND confirmed_at < $3
          AND EXISTS (
            SELECT
            FROM unnest($4::timestamptz[], $5::timestamptz[]) AS part (begins, ends)
            WHERE confirmed_at >= begins AND confirmed_at < ends)
        GROUP BY cashier_id
      ), sold AS (
        SELECT cashier_id, sum(total) AS total, sum(sales)::bigint AS sales
        FROM parts
        GROUP BY cashier_id
      )
      SELECT sold.cashier_id, u.username, sold.total, sold.sales
      FROM sold
      JOIN app_user u ON u.id = sold.cashier_id
      ORDER BY sold.total DESC, u.username
      """;

  private static final String EXPENSES =
      """
      SELECT category, sum(amount) AS total, count(*) AS items
      FROM expense
      WHERE status = 'PAID' AND expense_date BETWEEN $1 AND $2
      GROUP BY category
      ORDER BY total DESC, category
      """;

  /** What is added up of a period, both days included, in the days of {@code zone}. */
  Single<Coverage> coverage(SqlClient sql, Period period, ZoneId zone) {
    return Sql.one(
        sql, COVERAGE, Coverage::from, period.firstDay(), period.lastDay(), zone.getId());
  }

  Single<ConfirmedSales> sales(SqlClient sql, Coverage of) {
    return Sql.one(sql, SALES, ConfirmedSales::from, parts(of));
  }

  /** Most units first, then by amount; at most {@code most}. */
  Single<List<SoldProduct>> products(SqlClient sql, Coverage of, int most) {
    return Sql.all(
        sql,
        PRODUCTS,
        SoldProduct::from,
        parts(of, dates(of.loneDays()), dates(of.months()), most));
  }

  Single<PaymentBreakdown> payments(SqlClient sql, Coverage of) {
    return Sql.all(sql, PAYMENTS, PaymentBreakdown.Part::from, parts(of))
        .map(PaymentBreakdown::new);
  }

  Single<RevenueByOwner> revenue(SqlClient sql, Coverage of) {
    return Sql.one(sql, REVENUE, RevenueByOwner::from, parts(of));
  }

  Single<Supply> supply(SqlClient sql, OffsetDateTime from, OffsetDateTime to) {
    return Sql.one(sql, SUPPLY, Supply::from, from, to);
  }

  Single<InventorySnapshot> inventory(SqlClient sql) {
    return Single.zip(
        Sql.one(sql, ON_HAND, InventorySnapshot.OnHand::from),
        Sql.one(sql, INVESTORS, InventorySnapshot.Owned::from),
        InventorySnapshot.OnHand::with);
  }

  /** Earliest first, in the days of {@code zone}. */
  Single<List<SalesReport.Day>> days(SqlClient sql, Coverage of, ZoneId zone) {
    return Sql.all(sql, DAYS, SalesReport.Day::from, parts(of, zone.getId()));
  }

  /** Highest total first. */
  Single<List<SalesReport.Cashier>> cashiers(SqlClient sql, Coverage of) {
    return Sql.all(sql, CASHIERS, SalesReport.Cashier::from, parts(of));
  }

  /** Largest first, then by name; both days included. */
  Single<List<SalesReport.Category>> expenses(SqlClient sql, LocalDate first, LocalDate last) {
    return Sql.all(sql, EXPENSES, SalesReport.Category::from, first, last);
  }

  /**
   * The kept days to add, what is to be read from the sales, and what a statement wants besides.
   */
  private static Object[] parts(Coverage of, Object... more) {
    Stream<Object> shared =
        Stream.of(dates(of.days()), of.from(), of.to(), instants(of.begins()), instants(of.ends()));
    return Stream.concat(shared, Stream.of(more)).toArray();
  }

  /** An array, as one parameter. */
  private static Object dates(List<LocalDate> days) {
    return days.toArray(LocalDate[]::new);
  }

  private static Object instants(List<OffsetDateTime> moments) {
    return moments.toArray(OffsetDateTime[]::new);
  }
}
