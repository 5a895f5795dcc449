package io.mostrador.domain.catalog;

import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;

/** The table of products. */
final class ProductStore {

  private static final String BY_ID =
      """
      SELECT *
      FROM product_detail
      WHERE id = $1
      """;

  /** A SKU wins over another product's barcode. */
  private static final String BY_CODE =
      """
      SELECT *
      FROM product_detail
      WHERE id = coalesce(
        (SELECT id FROM product WHERE sku = $1),
        (SELECT product_id FROM product_barcode WHERE gtin = $2))
      """;

  /** Leaves others free to refer to the product: a sale does, while it holds the stock. */
  private static final String LOCK =
      """
      SELECT id
      FROM product
      WHERE id = $1
      FOR NO KEY UPDATE
      """;

  private static final String ADD =
      """
      INSERT INTO product
        (sku, name, default_price, cost_price, brand_id, product_type_id, brand_label,
         product_type_label, is_active, created_at, updated_at)
      VALUES
        ($1, $2, $3, $4, $5, $6, coalesce((SELECT name FROM brand WHERE id = $5), $7),
         coalesce((SELECT name FROM product_type WHERE id = $6), $8), $9, $10, $10)
      RETURNING id
      """;

  private static final String CHANGE =
      """
      UPDATE product
      SET name = $2, default_price = $3, cost_price = $4, brand_id = $5, product_type_id = $6,
        brand_label = coalesce((SELECT name FROM brand WHERE id = $5), $7),
        product_type_label = coalesce((SELECT name FROM product_type WHERE id = $6), $8),
        is_active = $9, updated_at = $10
      WHERE id = $1
      """;

  /**
   * A statement of its own: one that only names the SKU, which is a key, waits for every sale that
   * refers to the product, and they wait for the stock that is being counted.
   */
  private static final String RENAME =
      """
      UPDATE product
      SET sku = $2
      WHERE id = $1 AND sku <> $2
      """;

  private static final String REMOVE =
      """
      DELETE FROM product
      WHERE id = $1
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(
          Map.of(
              "product_sku_key",
              () -> Failure.invalid("sku", "Ya existe un producto con este SKU."),
              "product_brand_id_fkey",
              () -> Failure.invalid("brand", "La marca no existe."),
              "product_product_type_id_fkey",
              () -> Failure.invalid("product_type", "El tipo de producto no existe.")));

  Maybe<Product> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, Product::from, id);
  }

  /**
   * The product with this SKU, or else with this barcode.
   *
   * @param gtin null when the code cannot be a barcode
   */
  Maybe<Product> lookUp(SqlClient sql, String sku, String gtin) {
    return Sql.find(sql, BY_CODE, Product::from, sku, gtin);
  }

  /** Empty when there is none; nobody else changes it until the transaction ends. */
  Maybe<Product> lock(SqlClient sql, UUID id) {
    return Sql.find(sql, LOCK, row -> row.getUUID("id"), id).flatMap(locked -> find(sql, locked));
  }

  /** Its id; fails with {@code invalid} on {@code sku}, {@code brand} or {@code product_type}. */
  Single<UUID> add(SqlClient sql, ProductFields fields, OffsetDateTime now) {
    return Sql.one(
            sql,
            ADD,
            row -> row.getUUID("id"),
            fields.sku(),
            fields.name(),
            fields.defaultPrice(),
            fields.costPrice(),
            fields.brandId(),
            fields.productTypeId(),
            fields.brandLabel(),
            fields.productTypeLabel(),
            fields.isActive(),
            now)
        .onErrorResumeNext(CONSTRAINTS::translate);
  }

  /** Fails as {@link #add} does. */
  Completable change(SqlClient sql, UUID id, ProductFields fields, OffsetDateTime now) {
    return Sql.run(sql, RENAME, id, fields.sku())
        .onErrorResumeNext(CONSTRAINTS::translate)
        .ignoreElement()
        .andThen(Completable.defer(() -> changeRest(sql, id, fields, now)));
  }

  private static Completable changeRest(
      SqlClient sql, UUID id, ProductFields fields, OffsetDateTime now) {
    return Sql.run(
            sql,
            CHANGE,
            id,
            fields.name(),
            fields.defaultPrice(),
            fields.costPrice(),
            fields.brandId(),
            fields.productTypeId(),
            fields.brandLabel(),
            fields.productTypeLabel(),
            fields.isActive(),
            now)
        .onErrorResumeNext(CONSTRAINTS::translate)
        .ignoreElement();
  }

  /** Fails with {@code in_use} when anything refers to the product. */
  Completable remove(SqlClient sql, UUID id) {
    return Sql.change(sql, REMOVE, id)
        .onErrorResumeNext(
            error ->
                Completable.error(
                    Constraints.isAboutReference(error)
                        ? Failure.conflict("in_use", "El producto tiene historial.")
                        : error));
  }
}
