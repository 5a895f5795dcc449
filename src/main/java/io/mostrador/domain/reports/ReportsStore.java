package io.mostrador.domain.reports;

import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * The statements of reports; none reads a table row by row for another.
 *
 * <p>Instants are the period's, the last one excluded.
 */
final class ReportsStore {

  private static final String SALES =
      """
      SELECT count(*) AS sales, coalesce(sum(s.total), 0) AS total,
        count(p.sale_id) AS breakdowns,
        coalesce(sum(p.operating_cost_rate), 0) AS rates,
        count(*) FILTER (WHERE p.operating_cost_source = 'FALLBACK_BASE') AS fallbacks,
        coalesce(sum(p.operating_cost), 0) AS operating_cost,
        coalesce(sum(p.investor_profit), 0) AS investor_profit,
        coalesce(sum(p.store_profit), 0) AS store_profit
      FROM sale s
      LEFT JOIN sale_profitability p ON p.sale_id = s.id
      WHERE s.status = 'CONFIRMED' AND s.confirmed_at >= $1 AND s.confirmed_at < $2
      """;

  /** Multiplies by 0.01, since dividing by 100 would round large sums. */
  private static final String PRODUCTS =
      """
      WITH sold AS (
        SELECT l.product_id, sum(l.qty) AS units,
          sum(l.qty * l.unit_price * (100 - l.discount_pct)) * 0.01 - sum(l.promotion_discount)
            AS amount,
          sum(l.qty * l.unit_cost) AS cost
        FROM sale s
        JOIN sale_line l ON l.sale_id = s.id
        WHERE s.status = 'CONFIRMED' AND s.confirmed_at >= $1 AND s.confirmed_at < $2
        GROUP BY l.product_id
      )
      SELECT sold.product_id, p.sku, p.name, sold.units, sold.amount,
        sum(sold.amount - sold.cost) OVER () AS gross_profit_of_all
      FROM sold
      JOIN product p ON p.id = sold.product_id
      ORDER BY sold.units DESC, sold.amount DESC, p.sku
      LIMIT $3
      """;

  private static final String PAYMENTS =
      """
      SELECT p.method, p.card_type, p.card_instrument, sum(p.amount) AS total,
        count(*) AS payments
      FROM sale s
      JOIN sale_payment p ON p.sale_id = s.id
      WHERE s.status = 'CONFIRMED' AND s.confirmed_at >= $1 AND s.confirmed_at < $2
      GROUP BY p.method, p.card_type, p.card_instrument
      """;

  private static final String REVENUE =
      """
      SELECT coalesce(sum(l.revenue) FILTER (WHERE l.investor_id IS NOT NULL), 0) AS investors,
        coalesce(sum(l.revenue) FILTER (WHERE l.investor_id IS NULL), 0) AS store
      FROM sale s
      JOIN sale_profitability_line l ON l.sale_id = s.id
      WHERE s.status = 'CONFIRMED' AND s.confirmed_at >= $1 AND s.confirmed_at < $2
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
      SELECT (confirmed_at AT TIME ZONE $3::text)::date AS day, sum(total) AS total,
        count(*) AS sales
      FROM sale
      WHERE status = 'CONFIRMED' AND confirmed_at >= $1 AND confirmed_at < $2
      GROUP BY day
      ORDER BY day
      """;

  private static final String CASHIERS =
      """
      WITH sold AS (
        SELECT cashier_id, sum(total) AS total, count(*) AS sales
        FROM sale
        WHERE status = 'CONFIRMED' AND confirmed_at >= $1 AND confirmed_at < $2
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

  Single<ConfirmedSales> sales(SqlClient sql, OffsetDateTime from, OffsetDateTime to) {
    return Sql.one(sql, SALES, ConfirmedSales::from, from, to);
  }

  /** Most units first, then by amount; at most {@code most}. */
  Single<List<SoldProduct>> products(
      SqlClient sql, OffsetDateTime from, OffsetDateTime to, int most) {
    return Sql.all(sql, PRODUCTS, SoldProduct::from, from, to, most);
  }

  Single<PaymentBreakdown> payments(SqlClient sql, OffsetDateTime from, OffsetDateTime to) {
    return Sql.all(sql, PAYMENTS, PaymentBreakdown.Part::from, from, to).map(PaymentBreakdown::new);
  }

  Single<RevenueByOwner> revenue(SqlClient sql, OffsetDateTime from, OffsetDateTime to) {
    return Sql.one(sql, REVENUE, RevenueByOwner::from, from, to);
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
  Single<List<SalesReport.Day>> days(
      SqlClient sql, OffsetDateTime from, OffsetDateTime to, ZoneId zone) {
    return Sql.all(sql, DAYS, SalesReport.Day::from, from, to, zone.getId());
  }

  /** Highest total first. */
  Single<List<SalesReport.Cashier>> cashiers(
      SqlClient sql, OffsetDateTime from, OffsetDateTime to) {
    return Sql.all(sql, CASHIERS, SalesReport.Cashier::from, from, to);
  }

  /** Largest first, then by name; both days included. */
  Single<List<SalesReport.Category>> expenses(SqlClient sql, LocalDate first, LocalDate last) {
    return Sql.all(sql, EXPENSES, SalesReport.Category::from, first, last);
  }
}
