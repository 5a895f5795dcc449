package io.mostrador.domain.reports;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import java.util.List;

/** Recomputes everything that is kept as a sum from the entries it is the sum of. */
public final class Reconciliation {

  private static final String DIFFERENCES =
      """
      SELECT 'stock' AS fact, coalesce(s.product_id, m.product_id)::text AS id,
        coalesce(s.on_hand, 0)::text AS kept, coalesce(m.units, 0)::text AS counted
      FROM product_stock s
      FULL JOIN (
        SELECT product_id, sum(quantity_delta) AS units FROM inventory_movement GROUP BY product_id
      ) m ON m.product_id = s.product_id
      WHERE coalesce(s.on_hand, 0) <> coalesce(m.units, 0)
      UNION ALL
      SELECT 'store credit', coalesce(c.customer_id, e.customer_id)::text,
        coalesce(c.balance, 0)::text, coalesce(e.amount, 0)::text
      FROM customer_credit c
      FULL JOIN (
        SELECT customer_id, sum(amount) AS amount FROM customer_credit_entry GROUP BY customer_id
      ) e ON e.customer_id = c.customer_id
      WHERE coalesce(c.balance, 0) <> coalesce(e.amount, 0)
      UNION ALL
      SELECT 'investor balance', coalesce(b.investor_id, e.investor_id)::text,
        (b.capital, b.inventory, b.profit)::text, (e.capital, e.inventory, e.profit)::text
      FROM investor_balance b
      FULL JOIN (
        SELECT investor_id, sum(capital_delta) AS capital, sum(inventory_delta) AS inventory,
          sum(profit_delta) AS profit
        FROM investor_ledger_entry
        GROUP BY investor_id
      ) e ON e.investor_id = b.investor_id
      WHERE (coalesce(b.capital, 0), coalesce(b.inventory, 0), coalesce(b.profit, 0))
        <> (coalesce(e.capital, 0), coalesce(e.inventory, 0), coalesce(e.profit, 0))
      UNION ALL
      SELECT 'units sold', a.id::text, (a.qty_sold - a.qty_sold_by_hand)::text,
        coalesce(l.units, 0)::text
      FROM investor_assignment a
      LEFT JOIN (
        SELECT l.assignment_id, sum(l.qty) AS units
        FROM sale_profitability_line l
        JOIN sale s ON s.id = l.sale_id AND s.status = 'CONFIRMED'
        WHERE l.assignment_id IS NOT NULL
        GROUP BY l.assignment_id
      ) l ON l.assignment_id = a.id
      WHERE a.qty_sold - a.qty_sold_by_hand <> coalesce(l.units, 0)
      UNION ALL
      SELECT 'month', coalesce(k.month, s.month)::text, (k.sales, k.total)::text,
        (s.sales, s.total)::text
      FROM (
        SELECT month, sum(sales_count) AS sales, sum(sales_total) AS total
        FROM sales_month
        GROUP BY month
      ) k
      FULL JOIN (
        SELECT date_trunc('month', confirmed_at AT TIME ZONE $1::text)::date AS month,
          count(*) AS sales, sum(total) AS total
        FROM sale
        WHERE status = 'CONFIRMED'
        GROUP BY 1
      ) s ON s.month = k.month
      WHERE (coalesce(k.sales, 0), coalesce(k.total, 0))
        <> (coalesce(s.sales, 0), coalesce(s.total, 0))
      UNION ALL
      SELECT 'card payment', p.id::text, (p.confirmed_at, p.voided_at, p.cashier_id)::text,
        (s.confirmed_at, s.voided_at, s.cashier_id)::text
      FROM sale_payment p
      JOIN sale s ON s.id = p.sale_id
      WHERE p.method = 'CARD'
        AND (p.confirmed_at, p.voided_at, p.cashier_id)
          IS DISTINCT FROM (s.confirmed_at, s.voided_at, s.cashier_id)
      UNION ALL
      SELECT 'sale earned', p.sale_id::text, (p.confirmed_at, p.voided_at)::text,
        (s.confirmed_at, s.voided_at)::text
      FROM sale_profitability p
      JOIN sale s ON s.id = p.sale_id
      WHERE (p.confirmed_at, p.voided_at) IS DISTINCT FROM (s.confirmed_at, s.voided_at)
      UNION ALL
      SELECT 'card deposit', coalesce(p.id, e.payment_id)::text,
        coalesce(d.deposited_amount, 0)::text, coalesce(e.amount, 0)::text
      FROM sale_payment p
      LEFT JOIN card_deposit d ON d.id = p.deposit_id
      FULL JOIN (
        SELECT payment_id, sum(deposited_amount) AS amount FROM card_deposit GROUP BY payment_id
      ) e ON e.payment_id = p.id
      WHERE coalesce(d.deposited_amount, 0) <> coalesce(e.amount, 0)
      UNION ALL
      SELECT 'purchase', coalesce(f.sale_id, s.id)::text,
        (f.customer_id, f.day, f.total, f.voided_at)::text,
        (s.customer_id, s.day, s.total, s.voided_at)::text
      FROM purchase_fact f
      FULL JOIN (
        SELECT id, customer_id, (confirmed_at AT TIME ZONE $1::text)::date AS day, total, voided_at
        FROM sale
        WHERE customer_id IS NOT NULL AND confirmed_at IS NOT NULL
      ) s ON s.id = f.sale_id
      WHERE (f.customer_id, f.day, f.total, f.voided_at)
        IS DISTINCT FROM (s.customer_id, s.day, s.total, s.voided_at)
      UNION ALL
      SELECT 'loyalty uses', u.program_id::text, (u.uses, u.discount)::text,
        (coalesce(e.uses, 0), coalesce(e.discount, 0))::text
      FROM loyalty_program_use u
      LEFT JOIN (
        SELECT program_id, sum(sign(discount))::bigint AS uses, sum(discount) AS discount
        FROM loyalty_event
        GROUP BY program_id
      ) e ON e.program_id = u.program_id
      WHERE (u.uses, u.discount) <> (coalesce(e.uses, 0), coalesce(e.discount, 0))
      UNION ALL
      SELECT 'reward', coalesce(r.id, e.redemption_id)::text,
        (r.sale_id, r.state, CASE r.state WHEN 'REDEEMED' THEN r.discount ELSE 0 END,
          r.exceptions)::text,
        (e.sale_id, CASE WHEN e.reversals > 0 THEN 'REVERSED' ELSE 'REDEEMED' END, e.discount,
          e.exceptions)::text
      FROM loyalty_redemption r
      FULL JOIN (
        SELECT redemption_id, sale_id, sum(discount) AS discount,
          count(*) FILTER (WHERE kind = 'REVERSED') AS reversals,
          (count(*) FILTER (WHERE kind = 'EXCEPTION'))::integer AS exceptions
        FROM loyalty_event
        GROUP BY redemption_id, sale_id
      ) e ON e.redemption_id = r.id
      WHERE (r.sale_id, r.state, CASE r.state WHEN 'REDEEMED' THEN r.discount ELSE 0 END,
          r.exceptions)
        IS DISTINCT FROM (e.sale_id, CASE WHEN e.reversals > 0 THEN 'REVERSED' ELSE 'REDEEMED' END,
          e.discount, e.exceptions)
      UNION ALL
      SELECT 'promotion', coalesce(r.sale_id, l.sale_id)::text,
        (l.discount, l.is_void)::text, (r.discount, r.state = 'REVERSED')::text
      FROM loyalty_redemption r
      FULL JOIN (
        SELECT l.sale_id, sum(l.promotion_discount) AS discount, s.status = 'VOID' AS is_void
        FROM sale_line l
        JOIN sale s ON s.id = l.sale_id
        WHERE l.promotion_discount > 0
        GROUP BY l.sale_id, s.status
      ) l ON l.sale_id = r.sale_id
      WHERE (l.discount, l.is_void) IS DISTINCT FROM (r.discount, r.state = 'REVERSED')
      UNION ALL
      SELECT 'report day', d.day::text, (d.sales, d.total)::text,
        (count(s.id), coalesce(sum(s.total), 0))::text
      FROM report_day d
      JOIN report_watermark w ON w.zone = $1::text
      LEFT JOIN sale s ON s.status = 'CONFIRMED'
        AND s.confirmed_at >= d.day::timestamp AT TIME ZONE $1::text
        AND s.confirmed_at < (d.day + 1)::timestamp AT TIME ZONE $1::text
      WHERE d.day NOT IN (
        SELECT (confirmed_at AT TIME ZONE $1::text)::date FROM report_stale)
      GROUP BY d.day, d.sales, d.total
      HAVING (d.sales, d.total) <> (count(s.id), coalesce(sum(s.total), 0))
      ORDER BY 1, 2
      """;

  private final Database database;
  private final BusinessTime time;

  public Reconciliation(Database database, BusinessTime time) {
    this.database = database;
    this.time = time;
  }

  /**
   * A sum that is not what its entries add up to.
   *
   * @param fact which kind of sum
   * @param id of the product, customer, investor, assignment, month, payment, sale, programme or
   *     reward
   * @param kept as it is stored
   * @param counted as the entries have it
   */
  public record Difference(String fact, String id, String kept, String counted) {

    static Difference from(Row row) {
      return new Difference(
          row.getString("fact"),
          row.getString("id"),
          row.getString("kept"),
          row.getString("counted"));
    }
  }

  /** All of them as they were at one moment, by fact and id; none when the books are right. */
  public Single<List<Difference>> differences() {
    return database.snapshot(
        sql -> Sql.all(sql, DIFFERENCES, Difference::from, time.zone().getId()));
  }
}
