package io.mostrador.domain.catalog;

import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.LikePattern;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import java.util.Optional;

/** The shop window: active products, without cost and stock. */
public final class PublicCatalog {

  private static final String LIST =
      """
      WITH matching AS MATERIALIZED (
        SELECT id, name
        FROM product
        WHERE is_active
          AND ($3::text IS NULL OR name ILIKE $3 OR sku ILIKE $3)
      ), counted AS (
        SELECT count(*) AS listed FROM matching
      )
      SELECT counted.listed, v.version, page.*
      FROM counted
      CROSS JOIN catalog_version v
      LEFT JOIN LATERAL (
        SELECT p.id, p.sku, p.name, p.default_price, product_images(p.id) AS images, p.updated_at
        FROM (
          SELECT id FROM matching
          ORDER BY name, id DESC
          LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
        ) m
        JOIN product p ON p.id = m.id
      ) page ON true
      ORDER BY page.name, page.id DESC
      """;

  private static final String BY_SKU =
      """
      SELECT
        p.id, p.sku, p.name, p.default_price, product_images(p.id) AS images, p.updated_at,
        v.version
      FROM product p
      CROSS JOIN catalog_version v
      WHERE p.is_active AND p.sku = $1
      """;

  private final Database database;

  public PublicCatalog(Database database) {
    this.database = database;
  }

  /** By name; {@code part} may be anywhere in name or SKU. */
  Single<Page<PublicProduct>> list(PageRequest page, Optional<String> part) {
    return database.readAnywhere(
        sql -> Pages.read(sql, LIST, page, PublicProduct::from, LikePattern.containing(part)));
  }

  /** Fails with {@code not_found}. */
  Single<PublicProduct> get(String sku) {
    return database.readAnywhere(
        sql ->
            Sql.find(sql, BY_SKU, PublicProduct::from, sku)
                .switchIfEmpty(Single.error(() -> Failure.notFound())));
  }
}
