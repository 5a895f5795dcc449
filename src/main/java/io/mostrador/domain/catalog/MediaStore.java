package io.mostrador.domain.catalog;

import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table of uploaded images. */
final class MediaStore {

  private static final String ADD =
      """
      INSERT INTO media_asset
        (status, original_key, thumb_key, original_url, thumb_url, mime_type, width, height,
         size_bytes, created_at)
      VALUES ('READY', $1, $2, $3, $4, $5, $6, $7, $8, $9)
      RETURNING id, provider, status, original_key, thumb_key, original_url, thumb_url, mime_type,
        width, height, size_bytes
      """;

  private static final String MAKE_READY =
      """
      UPDATE media_asset
      SET status = 'READY', purge_at = NULL
      WHERE id = $1 AND status <> 'PURGING'
      """;

  /** In one order, so that two who need several of them do not wait for each other. */
  private static final String LOCK =
      """
      SELECT id
      FROM media_asset
      WHERE id = ANY ($1::uuid[])
      ORDER BY id
      FOR NO KEY UPDATE
      """;

  private static final String DELETE_UNUSED =
      """
      UPDATE media_asset asset
      SET status = 'DELETED', purge_at = $2
      WHERE id = ANY ($1::uuid[]) AND status = 'READY'
        AND NOT EXISTS (SELECT FROM product_image WHERE asset_id = asset.id)
      """;

  private static final String CLAIM_FOR_PURGE =
      """
      WITH due AS MATERIALIZED (
        SELECT id
        FROM media_asset
        WHERE purge_at <= $1
        ORDER BY purge_at, id
        LIMIT $2
        FOR UPDATE SKIP LOCKED
      )
      UPDATE media_asset asset
      SET status = 'PURGING', purge_at = $3
      FROM due
      WHERE asset.id = due.id
      RETURNING asset.id, provider, status, original_key, thumb_key, original_url, thumb_url,
        mime_type, width, height, size_bytes
      """;

  private static final String REMOVE_PURGED =
      """
      DELETE FROM media_asset
      WHERE id = $1 AND status = 'PURGING'
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(
          Map.of(
              "media_asset_original_key_key",
              () -> Failure.invalid("upload_token", "Esta carga ya se completó.")));

  /** Fails with {@code invalid} on {@code upload_token} when the upload is an asset already. */
  Single<MediaAsset> add(SqlClient sql, NewAsset asset, OffsetDateTime now) {
    return Sql.one(
            sql,
            ADD,
            MediaAsset::from,
            asset.files().original().key(),
            asset.files().thumb().key(),
            asset.originalUrl(),
            asset.thumbUrl(),
            asset.files().original().mime(),
            asset.files().original().width(),
            asset.files().original().height(),
            (long) asset.files().original().bytes(),
            now)
        .onErrorResumeNext(CONSTRAINTS::translate);
  }

  /** An asset to be. */
  record NewAsset(DeclaredImage files, String originalUrl, String thumbUrl) {}

  /** False when there is no such asset, or not any more; holds it until the transaction ends. */
  Single<Boolean> makeReady(SqlClient sql, UUID assetId) {
    return Sql.count(sql, MAKE_READY, assetId).map(changed -> changed == 1);
  }

  /**
   * Deletes those that no product shows.
   *
   * <p>Two statements: the second one sees what others did until the first one had the locks.
   */
  Completable deleteUnused(SqlClient sql, List<UUID> assetIds, OffsetDateTime purgeAt) {
    UUID[] ids = assetIds.toArray(UUID[]::new);
    return Sql.change(sql, LOCK, (Object) ids)
        .andThen(Sql.change(sql, DELETE_UNUSED, ids, purgeAt));
  }

  /**
   * Assets whose files may go and that no other node is purging, longest due first.
   *
   * @param againAt when they may be claimed again if they are still there
   */
  Single<List<MediaAsset>> claimForPurge(
      SqlClient sql, OffsetDateTime now, int most, OffsetDateTime againAt) {
    return Sql.all(sql, CLAIM_FOR_PURGE, MediaAsset::from, now, most, againAt);
  }

  /** False when another node has done so. */
  Single<Boolean> removePurged(SqlClient sql, UUID assetId) {
    return Sql.count(sql, REMOVE_PURGED, assetId).map(removed -> removed == 1);
  }
}
