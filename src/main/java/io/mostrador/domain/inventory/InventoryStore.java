package io.mostrador.domain.inventory;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.LongList;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The tables of movements and stock. */
final class InventoryStore {

  /** In the order of product ids, which is the order in which all writers lock stock. */
  private static final String ADD =
      """
      SELECT id, product_id, crossed_zero
      FROM move_goods(
        $1::integer, $2::timestamptz, $3::uuid[], $4::text[], $5::numeric[], $6::text[],
        $7::text[], $8::text[])
      """;

  private static final String BY_ID =
      """
      SELECT m.id, m.product_id, p.sku AS product_sku, p.name AS product_name, m.movement_type,
        m.quantity_delta, m.reference_type, m.reference_id, m.note, m.created_by,
        u.username AS created_by_username, m.created_at
      FROM inventory_movement m
      JOIN product p ON p.id = m.product_id
      LEFT JOIN app_user u ON u.id = m.created_by
      WHERE m.id = $1
      """;

  /** Ids begin with the time of their making, and there is no index on that of the shop. */
  private static final String COUNT =
      """
      SELECT count(*) AS listed
      FROM inventory_movement
      WHERE ($1::uuid IS NULL OR product_id = $1)
        AND ($2::timestamptz IS NULL OR id >= first_uuidv7($2))
        AND ($3::timestamptz IS NULL OR id < first_uuidv7($3))
      """;

  private static final String PAGE =
      """
      SELECT m.id, m.product_id, p.sku AS product_sku, p.name AS product_name, m.movement_type,
        m.quantity_delta, m.reference_type, m.reference_id, m.note, m.created_by,
        u.username AS created_by_username, m.created_at
      FROM (
        SELECT *
        FROM inventory_movement
        WHERE ($1::uuid IS NULL OR product_id = $1)
        ORDER BY id {way}
        LIMIT $2 OFFSET $3
      ) m
      JOIN product p ON p.id = m.product_id
      LEFT JOIN app_user u ON u.id = m.created_by
      ORDER BY m.id {way}
      """;

  private static final String STOCKS =
      """
      SELECT product_id, on_hand
      FROM product_stock
      WHERE ($1::uuid IS NULL OR product_id = $1)
      ORDER BY product_id
      """;

  private static final String LOCK_STOCK =
      """
      SELECT product_id, on_hand
      FROM product_stock
      WHERE product_id = $1
      FOR UPDATE
      """;

  /** Keeps others from referring to the product: its first movement waits. */
  private static final String LOCK_FIRST_MOVEMENT =
      """
      SELECT id
      FROM product
      WHERE id = $1
      FOR UPDATE
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(
          Map.of(
              "inventory_movement_reference_key",
              () ->
                  Failure.conflict(
                      "duplicate_reference", "Esta referencia ya movió este producto."),
              "product_stock_on_hand_check",
              () ->
                  Failure.conflict(
                      "insufficient_stock", "No hay existencias suficientes de un producto."),
              "inventory_movement_product_id_fkey",
              () -> Failure.invalid("product", "El producto no existe."),
              "inventory_movement_quantity_delta_check",
              () -> Failure.invalid("quantity_delta", "La cantidad no puede ser cero.")));

  private final LongList<RecordedMovement> list;

  InventoryStore(BusinessTime time) {
    this.list = new LongList<>(time, COUNT, PAGE, RecordedMovement::from);
  }

  /**
   * A movement that was added.
   *
   * @param crossedZero whether its statement took the last unit of the product, or brought the
   *     first one
   */
  record Added(UUID id, UUID productId, boolean crossedZero) {

    private static Added from(Row row) {
      return new Added(
          row.getUUID("id"), row.getUUID("product_id"), row.getBoolean("crossed_zero"));
    }
  }

  /**
   * In the order of product ids; fails with {@code insufficient_stock} or {@code
   * duplicate_reference}.
   */
  Single<List<Added>> add(
      SqlClient sql, Integer createdBy, OffsetDateTime now, List<Movement> movements) {
    return Sql.all(
            sql,
            ADD,
            Added::from,
            createdBy,
            now,
            movements.stream().map(Movement::productId).toArray(UUID[]::new),
            movements.stream().map(each -> each.type().name()).toArray(String[]::new),
            movements.stream().map(Movement::units).toArray(BigDecimal[]::new),
            movements.stream().map(each -> each.reference().type()).toArray(String[]::new),
            movements.stream().map(each -> each.reference().id()).toArray(String[]::new),
            movements.stream().map(Movement::note).toArray(String[]::new))
        .onErrorResumeNext(CONSTRAINTS::translate);
  }

  Maybe<RecordedMovement> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, RecordedMovement::from, id);
  }

  /** Newest first. */
  Single<Page<RecordedMovement>> list(SqlClient sql, PageRequest page, UUID productId) {
    return list.page(sql, page, productId);
  }

  /** By product id. */
  Single<List<Stock>> stocks(SqlClient sql, UUID productId) {
    return Sql.all(sql, STOCKS, Stock::from, productId);
  }

  /** Empty for a product that never moved. */
  Maybe<Stock> lockStock(SqlClient sql, UUID productId) {
    return Sql.find(sql, LOCK_STOCK, Stock::from, productId)
        .switchIfEmpty(Maybe.defer(() -> lockFirst(sql, productId)));
  }

  /** What never moved has no stock to lock. */
  private static Maybe<Stock> lockFirst(SqlClient sql, UUID productId) {
    return Sql.find(sql, LOCK_FIRST_MOVEMENT, row -> row.getUUID("id"), productId)
        .flatMap(locked -> Sql.find(sql, LOCK_STOCK, Stock::from, locked));
  }
}
