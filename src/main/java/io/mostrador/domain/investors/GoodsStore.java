package io.mostrador.domain.investors;

import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Assigned units as sales see them: unsold, oldest first. */
final class GoodsStore {

  private static final String OPEN =
      """
      SELECT id, investor_id, product_id, qty_assigned - qty_sold AS unsold, unit_cost
      FROM investor_assignment
      WHERE product_id = ANY ($1::uuid[]) AND qty_sold < qty_assigned
      ORDER BY created_at, id
      """;

  private static final String LOCK_OPEN =
      """
      SELECT id, investor_id, product_id, qty_assigned - qty_sold AS unsold, unit_cost
      FROM investor_assignment
      WHERE product_id = ANY ($1::uuid[]) AND qty_sold < qty_assigned
      ORDER BY created_at, id
      FOR UPDATE
      """;

  private static final String LOCK =
      """
      SELECT id
      FROM investor_assignment
      WHERE id = ANY ($1::uuid[])
      ORDER BY created_at, id
      FOR UPDATE
      """;

  private static final String MOVE_SOLD =
      """
      UPDATE investor_assignment a
      SET qty_sold = a.qty_sold + moved.qty, updated_at = $1
      FROM (
        SELECT id, sum(qty) AS qty
        FROM unnest($2::uuid[], $3::numeric[]) AS sold (id, qty)
        GROUP BY id
      ) moved
      WHERE a.id = moved.id
      """;

  /** In lanes, so that a sale of many products holds few locks; always from the lowest one. */
  private static final String SHARE_PRODUCTS =
      """
      SELECT pg_advisory_xact_lock_shared(7007, lane)::text AS held
      FROM (
        SELECT DISTINCT hashtext(id::text) & 63 AS lane
        FROM unnest($1::uuid[]) AS product (id)
        ORDER BY lane
      ) lanes
      """;

  private static final String CLAIM_PRODUCTS =
      """
      SELECT pg_advisory_xact_lock(7007, lane)::text AS held
      FROM (
        SELECT DISTINCT hashtext(id::text) & 63 AS lane
        FROM unnest($1::uuid[]) AS product (id)
        ORDER BY lane
      ) lanes
      """;

  /** Oldest first. */
  Single<List<OpenAssignment>> open(SqlClient sql, Collection<UUID> products) {
    return Sql.all(sql, OPEN, OpenAssignment::from, ids(products));
  }

  /** Oldest first, which is the order in which all writers lock them. */
  Single<List<OpenAssignment>> lockOpen(SqlClient sql, Collection<UUID> products) {
    return Sql.all(sql, LOCK_OPEN, OpenAssignment::from, ids(products));
  }

  /** In the same order as {@link #lockOpen}. */
  Completable lock(SqlClient sql, Collection<UUID> assignments) {
    return Sql.change(sql, LOCK, ids(assignments));
  }

  /**
   * The number of assignments moved.
   *
   * @param qty what each one's sold units grow by; negative when they are given back
   */
  Single<Integer> moveSold(
      SqlClient sql, OffsetDateTime now, List<UUID> assignments, List<BigDecimal> qty) {
    return Sql.count(sql, MOVE_SOLD, now, ids(assignments), qty.toArray(BigDecimal[]::new));
  }

  /** Until the transaction ends nobody assigns units of {@code products}; others may sell them. */
  Completable shareProducts(SqlClient sql, Collection<UUID> products) {
    return Sql.change(sql, SHARE_PRODUCTS, ids(products));
  }

  /** Until the transaction ends nobody else assigns or sells units of {@code products}. */
  Completable claimProducts(SqlClient sql, Collection<UUID> products) {
    return Sql.change(sql, CLAIM_PRODUCTS, ids(products));
  }

  /** An array, as one parameter. */
  private static Object ids(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }
}
