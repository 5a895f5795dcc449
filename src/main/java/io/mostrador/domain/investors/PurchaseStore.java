package io.mostrador.domain.investors;

import static java.util.stream.Collectors.toMap;

import io.mostrador.domain.investors.Shelf.Offer;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a purchase of investors holds, reads and writes, in a fixed number of statements. */
final class PurchaseStore {

  /** As the new assignments' references will: a change of the product comes before or after. */
  private static final String HOLD_PRODUCTS =
      """
      SELECT id
      FROM product
      WHERE id = ANY ($1::uuid[])
      ORDER BY id
      FOR KEY SHARE
      """;

  private static final String LOCK_OWNED =
      """
      SELECT id
      FROM investor_assignment
      WHERE investor_id = $1 AND product_id = ANY ($2::uuid[])
      ORDER BY created_at, id
      FOR UPDATE
      """;

  private static final String LOCK_STOCK =
      """
      SELECT product_id
      FROM product_stock
      WHERE product_id = ANY ($1::uuid[])
      ORDER BY product_id
      FOR UPDATE
      """;

  private static final String OFFERS =
      """
      SELECT id, is_active, investor_assignable_qty
      FROM product_detail
      WHERE id = ANY ($1::uuid[])
      """;

  private static final String OWNED =
      """
      SELECT a.id, a.investor_id, a.product_id, p.sku AS product_sku, p.name AS product_name,
        a.qty_assigned, a.qty_sold, a.qty_sold_by_hand, a.unit_cost, a.created_at
      FROM investor_assignment a
      JOIN product p ON p.id = a.product_id
      WHERE a.investor_id = $1 AND a.product_id = ANY ($2::uuid[])
      """;

  private static final String ASSIGN =
      """
      WITH assigned AS (
        INSERT INTO investor_assignment
          (investor_id, product_id, qty_assigned, unit_cost, created_at, updated_at)
        SELECT $1, product_id, qty, unit_cost, $2, $2
        FROM unnest($3::uuid[], $4::numeric[], $5::numeric[])
          WITH ORDINALITY AS line (product_id, qty, unit_cost, position)
        ORDER BY position
        ON CONFLICT ON CONSTRAINT investor_assignment_unit_cost_key DO UPDATE
          SET qty_assigned = investor_assignment.qty_assigned + excluded.qty_assigned,
              updated_at = excluded.updated_at
        RETURNING *
      )
      SELECT a.id, a.investor_id, a.product_id, p.sku AS product_sku, p.name AS product_name,
        a.qty_assigned, a.qty_sold, a.qty_sold_by_hand, a.unit_cost, a.created_at
      FROM assigned a
      JOIN product p ON p.id = a.product_id
      """;

  Completable holdProducts(SqlClient sql, Collection<UUID> products) {
    return Sql.change(sql, HOLD_PRODUCTS, ids(products));
  }

  /** Oldest first, as all writers lock assignments. */
  Completable lockOwned(SqlClient sql, UUID investor, Collection<UUID> products) {
    return Sql.change(sql, LOCK_OWNED, investor, ids(products));
  }

  /** By product id, as all writers lock stock. */
  Completable lockStock(SqlClient sql, Collection<UUID> products) {
    return Sql.change(sql, LOCK_STOCK, ids(products));
  }

  /** By product; without those that do not exist. */
  Single<Map<UUID, Offer>> offers(SqlClient sql, Collection<UUID> products) {
    return Sql.all(sql, OFFERS, Offer::from, ids(products))
        .map(offers -> offers.stream().collect(toMap(Offer::product, offer -> offer)));
  }

  /** In no particular order. */
  Single<List<Assignment>> owned(SqlClient sql, UUID investor, Collection<UUID> products) {
    return Sql.all(sql, OWNED, Assignment::from, investor, ids(products));
  }

  /** One a line, in no particular order; adds to what the investor has at the same cost. */
  Single<List<Assignment>> assign(
      SqlClient sql, UUID investor, OffsetDateTime now, List<PurchaseLine> lines) {
    return Sql.all(
        sql,
        ASSIGN,
        Assignment::from,
        investor,
        now,
        lines.stream().map(PurchaseLine::product).toArray(UUID[]::new),
        lines.stream().map(PurchaseLine::qty).toArray(BigDecimal[]::new),
        lines.stream().map(PurchaseLine::unitCost).toArray(BigDecimal[]::new));
  }

  /** An array, as one parameter. */
  private static Object ids(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }
}
