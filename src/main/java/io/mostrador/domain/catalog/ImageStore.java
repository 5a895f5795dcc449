package io.mostrador.domain.catalog;

import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table of the images of products. */
final class ImageStore {

  private static final String OF_PRODUCT =
      """
      SELECT product_images(id) AS images
      FROM product
      WHERE id = $1
      """;

  /** Waits for other changes of the product's images, but holds up no sale of it. */
  private static final String LOCK_PRODUCT =
      """
      SELECT id
      FROM product
      WHERE id = $1
      FOR NO KEY UPDATE
      """;

  private static final String BY_ID =
      """
      SELECT image
      FROM jsonb_array_elements(product_images($1)) AS image
      WHERE image ->> 'id' = $2::uuid::text
      """;

  private static final String ADD =
      """
      INSERT INTO product_image (product_id, asset_id, is_primary, sort_order, created_at)
      SELECT $1, $2, coalesce($3, count(*) = 0), coalesce($4, max(sort_order) + 1, 0), $5
      FROM product_image
      WHERE product_id = $1
      RETURNING id
      """;

  private static final String CHANGE =
      """
      UPDATE product_image
      SET is_primary = coalesce($2, is_primary), sort_order = coalesce($3, sort_order)
      WHERE id = $1
      """;

  private static final String TAKE_PRIMARY_OFF =
      """
      UPDATE product_image
      SET is_primary = false
      WHERE product_id = $1 AND is_primary
      """;

  private static final String MAKE_NEXT_PRIMARY =
      """
      UPDATE product_image
      SET is_primary = true
      WHERE id = (
        SELECT id
        FROM product_image
        WHERE product_id = $1
        ORDER BY sort_order, id
        LIMIT 1)
      """;

  private static final String REMOVE =
      """
      DELETE FROM product_image
      WHERE id = $1
      """;

  private static final String REMOVE_ALL =
      """
      DELETE FROM product_image
      WHERE product_id = $1
      RETURNING asset_id
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(
          Map.of(
              "product_image_asset_key",
              () -> Failure.invalid("asset_id", "El producto ya tiene esta imagen.")));

  /** Primary first, as the contract shows them; empty when there is no such product. */
  Maybe<JsonArray> ofProduct(SqlClient sql, UUID productId) {
    return Sql.find(sql, OF_PRODUCT, row -> row.getJsonArray("images"), productId);
  }

  /** Empty when there is no such product. */
  Maybe<UUID> lockProduct(SqlClient sql, UUID productId) {
    return Sql.find(sql, LOCK_PRODUCT, row -> row.getUUID("id"), productId);
  }

  /** As the contract shows it; empty when the product has no such image. */
  Maybe<JsonObject> find(SqlClient sql, UUID productId, UUID imageId) {
    return Sql.find(sql, BY_ID, row -> row.getJsonObject("image"), productId, imageId);
  }

  /**
   * Its id; fails with {@code invalid} on {@code asset_id} when the product has that asset.
   *
   * @param isPrimary null: when it is the first
   * @param sortOrder null: after the last
   */
  Single<UUID> add(
      SqlClient sql,
      UUID productId,
      UUID assetId,
      Boolean isPrimary,
      Integer sortOrder,
      OffsetDateTime now) {
    return Sql.one(
            sql, ADD, row -> row.getUUID("id"), productId, assetId, isPrimary, sortOrder, now)
        .onErrorResumeNext(CONSTRAINTS::translate);
  }

  /** Null keeps what is there. */
  Completable change(SqlClient sql, UUID imageId, Boolean isPrimary, Integer sortOrder) {
    return Sql.change(sql, CHANGE, imageId, isPrimary, sortOrder);
  }

  Completable takePrimaryOff(SqlClient sql, UUID productId) {
    return Sql.change(sql, TAKE_PRIMARY_OFF, productId);
  }

  Completable makeNextPrimary(SqlClient sql, UUID productId) {
    return Sql.change(sql, MAKE_NEXT_PRIMARY, productId);
  }

  Completable remove(SqlClient sql, UUID imageId) {
    return Sql.change(sql, REMOVE, imageId);
  }

  /** The assets that they showed. */
  Single<List<UUID>> removeAll(SqlClient sql, UUID productId) {
    return Sql.all(sql, REMOVE_ALL, ImageStore::assetId, productId);
  }

  private static UUID assetId(Row row) {
    return row.getUUID("asset_id");
  }
}
