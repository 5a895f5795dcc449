package io.mostrador.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What holds in every shop at any time, as statements that show what breaks it. */
final class ShopRules {

  private static final String PAID =
      """
      SELECT s.id || ' costs ' || s.total || ', paid ' || coalesce(sum(p.amount), 0)
      FROM sale s
      LEFT JOIN sale_payment p ON p.sale_id = s.id
      GROUP BY s.id
      HAVING coalesce(sum(p.amount), 0) <> s.total
      """;

  private static final String SETTLED =
      """
      SELECT l.id || ' ' || l.status || ' costs ' || l.total || ', paid ' || p.amount || ', sold for '
        || coalesce(s.total, 0)
      FROM layaway l
      JOIN LATERAL (
        SELECT sum(amount) AS amount FROM layaway_payment WHERE layaway_id = l.id
      ) p ON true
      LEFT JOIN sale s ON s.id = l.settled_sale_id
      WHERE p.amount <> l.amount_paid
        OR (l.status IN ('SETTLED', 'REFUNDED')) <> (s.id IS NOT NULL)
        OR (s.total, s.status)
          <> (p.amount, CASE l.status WHEN 'REFUNDED' THEN 'VOID' ELSE 'CONFIRMED' END)
      """;

  /** A sale's goods leave once and come back once; a layaway's had left before. */
  private static final String MOVED =
      """
      WITH due AS (
        SELECT 'sale_confirm' AS kind, s.id, l.product_id, -l.qty AS units
        FROM sale s
        JOIN sale_line l ON l.sale_id = s.id
        WHERE s.status <> 'DRAFT'
          AND NOT EXISTS (SELECT FROM layaway y WHERE y.settled_sale_id = s.id)
        UNION ALL
        SELECT 'sale_void', s.id, l.product_id, l.qty
        FROM sale s
        JOIN sale_line l ON l.sale_id = s.id
        WHERE s.status = 'VOID'
        UNION ALL
        SELECT 'layaway_reserve', y.id, l.product_id, -l.qty
        FROM layaway y
        JOIN layaway_line l ON l.layaway_id = y.id
        UNION ALL
        SELECT 'layaway_expire', y.id, l.product_id, l.qty
        FROM layaway y
        JOIN layaway_line l ON l.layaway_id = y.id
        WHERE y.status = 'EXPIRED'
        UNION ALL
        SELECT 'purchase_receipt', r.id, l.product_id, l.qty
        FROM purchase_receipt r
        JOIN purchase_receipt_line l ON l.receipt_id = r.id
        JOIN supplier p ON p.id = r.supplier_id AND p.code <> 'DIRECT'
        WHERE r.status = 'POSTED'
      ), moved AS (
        SELECT reference_type AS kind, reference_id::uuid AS id, product_id, quantity_delta AS units
        FROM inventory_movement
        WHERE reference_type IN (SELECT kind FROM due)
      )
      (SELECT 'not moved: ' || d FROM (TABLE due EXCEPT ALL TABLE moved) d)
      UNION ALL
      (SELECT 'moved: ' || m FROM (TABLE moved EXCEPT ALL TABLE due) m)
      """;

  private static final String SHARED_OUT =
      """
      SELECT s.id || ' total ' || s.total || ' chunks ' || coalesce(c.revenue, 0)
      FROM sale s
      LEFT JOIN sale_profitability p ON p.sale_id = s.id
      LEFT JOIN LATERAL (
        SELECT sum(revenue) AS revenue, sum(operating_cost) AS operating_cost,
          sum(commission) AS commission, sum(net_profit) AS net, sum(investor_share) AS investor,
          sum(store_share) AS store, sum(qty) AS qty,
          count(*) FILTER (WHERE net_profit <> revenue - cogs - operating_cost - commission
            OR net_profit <> investor_share + store_share OR investor_share < 0) AS wrong
        FROM sale_profitability_line
        WHERE sale_id = s.id
      ) c ON true
      WHERE (p.sale_id IS NULL) <> (s.status = 'DRAFT')
        OR c.wrong > 0
        OR (s.total, p.operating_cost, p.commission, p.net_profit, p.investor_profit, p.store_profit,
          (SELECT sum(qty) FROM sale_line WHERE sale_id = s.id))
          <> (c.revenue, c.operating_cost, c.commission, c.net, c.investor, c.store, c.qty)
      """;

  /** What a sale did to the ledger is what its chunks say; a void undoes exactly that. */
  private static final String POSTED =
      """
      WITH due AS (
        SELECT kind, s.id::text AS sale, c.investor_id, sum(c.cogs) * sign AS capital,
          -sum(c.cogs) * sign AS inventory, sum(c.investor_share) * sign AS profit
        FROM sale s
        JOIN sale_profitability_line c ON c.sale_id = s.id AND c.investor_id IS NOT NULL
        JOIN (VALUES ('sale', 1), ('sale_void', -1)) AS posting (kind, sign)
          ON kind = 'sale' OR s.status = 'VOID'
        GROUP BY kind, sign, s.id, c.investor_id
      ), posted AS (
        SELECT reference_type AS kind, reference_id AS sale, investor_id,
          sum(capital_delta) AS capital, sum(inventory_delta) AS inventory,
          sum(profit_delta) AS profit
        FROM investor_ledger_entry
        WHERE reference_type IN ('sale', 'sale_void')
        GROUP BY reference_type, reference_id, investor_id
      )
      (SELECT 'not posted: ' || d FROM (TABLE due EXCEPT ALL TABLE posted) d)
      UNION ALL
      (SELECT 'posted: ' || p FROM (TABLE posted EXCEPT ALL TABLE due) p)
      """;

  /**
   * Only of those who never sold: their entries are written under the lock of the balance, so that
   * their order is the order in which they counted.
   */
  private static final String OVERDRAWN =
      """
      SELECT id || ' left ' || balance
      FROM (
        SELECT id, sum(capital_delta) OVER (PARTITION BY investor_id ORDER BY id) AS balance
        FROM investor_ledger_entry
        WHERE investor_id NOT IN (
          SELECT investor_id FROM sale_profitability_line WHERE investor_id IS NOT NULL)
      ) entry
      WHERE balance < 0
      """;

  private static final Map<String, String> BREACHES =
      Map.of(
          "payments add up to the sale", PAID,
          "payments add up to the layaway that was settled", SETTLED,
          "goods move once", MOVED,
          "shares add up", SHARED_OUT,
          "investors get what their goods earned", POSTED,
          "nobody takes out more than there is", OVERDRAWN);

  private ShopRules() {}

  /** Each with what is wrong; none in a shop that is right. */
  static List<String> breaches(Connection database) throws SQLException {
    List<String> found = new ArrayList<>();
    for (var rule : BREACHES.entrySet()) {
      try (var query = database.createStatement();
          var rows = query.executeQuery(rule.getValue())) {
        while (rows.next()) {
          found.add(rule.getKey() + ": " + rows.getString(1));
        }
      }
    }
    return found;
  }
}
