package io.mostrador.domain.catalog;

import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Writes the products of a delivery: a fixed number of statements, however many they are. */
final class DeliveryStore {

  /** Leaves out what another transaction has added meanwhile; {@link #LOCK} finds it then. */
  private static final String ADD_MISSING =
      """
      INSERT INTO product
        (sku, name, default_price, cost_price, brand_id, product_type_id, brand_label,
         product_type_label, created_at, updated_at)
      SELECT d.sku, coalesce(nullif(d.name, ''), d.sku), d.price, d.unit_cost, d.brand_id,
        d.product_type_id, d.brand_label, d.product_type_label, $9, $9
      FROM unnest($1::text[], $2::text[], $3::numeric[], $4::numeric[], $5::uuid[], $6::uuid[],
          $7::text[], $8::text[])
        AS d (sku, name, unit_cost, price, brand_id, product_type_id, brand_label,
          product_type_label)
      WHERE product_of_sku(d.sku) IS NULL
      ORDER BY d.sku
      ON CONFLICT (sku) DO NOTHING
      RETURNING id
      """;

  /** In the order of ids; leaves others free to refer to the products, as sales do. */
  private static final String LOCK =
      """
      SELECT d.position, p.id
      FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS d (product_id, sku, position)
      JOIN product p ON p.id = coalesce(d.product_id, product_of_sku(d.sku))
      ORDER BY p.id
      FOR NO KEY UPDATE OF p
      """;

  private static final String UPDATE =
      """
      UPDATE product p
      SET cost_price = d.unit_cost, default_price = d.price,
        brand_id = coalesce(p.brand_id, d.brand_id),
        brand_label = CASE WHEN p.brand_id IS NULL THEN d.brand_label ELSE p.brand_label END,
        product_type_id = coalesce(p.product_type_id, d.product_type_id),
        product_type_label = CASE
          WHEN p.product_type_id IS NULL THEN d.product_type_label ELSE p.product_type_label END,
        updated_at = $8
      FROM unnest($1::uuid[], $2::numeric[], $3::numeric[], $4::uuid[], $5::uuid[], $6::text[],
          $7::text[])
        AS d (id, unit_cost, price, brand_id, product_type_id, brand_label, product_type_label)
      WHERE p.id = d.id
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(
          Map.of(
              "product_brand_id_fkey",
              () -> Failure.invalid("brand", "La marca no existe."),
              "product_product_type_id_fkey",
              () -> Failure.invalid("product_type", "El tipo de producto no existe.")));

  /** A locked product, and which delivery it belongs to, from 1. */
  record Located(int position, UUID productId) {}

  /** The ids of those that were added. */
  Single<List<UUID>> addMissing(SqlClient sql, List<Delivery> deliveries, OffsetDateTime now) {
    return Sql.all(
            sql,
            ADD_MISSING,
            row -> row.getUUID("id"),
            texts(deliveries, each -> Delivery.normalizedSku(each.sku())),
            texts(deliveries, Delivery::name),
            amounts(deliveries, Delivery::unitCost),
            amounts(deliveries, Delivery::price),
            ids(deliveries, each -> each.brand().id()),
            ids(deliveries, each -> each.productType().id()),
            texts(deliveries, each -> each.brand().name()),
            texts(deliveries, each -> each.productType().name()),
            now)
        .onErrorResumeNext(CONSTRAINTS::translate);
  }

  /** In no order; leaves out a product that is gone. */
  Single<List<Located>> lock(SqlClient sql, List<Delivery> deliveries) {
    return Sql.all(
        sql,
        LOCK,
        row -> new Located(row.getInteger("position"), row.getUUID("id")),
        ids(deliveries, Delivery::productId),
        texts(deliveries, Delivery::sku));
  }

  /** All have a product id, and the caller has locked them. */
  Completable update(SqlClient sql, List<Delivery> deliveries, OffsetDateTime now) {
    return Sql.change(
        sql,
        UPDATE,
        ids(deliveries, Delivery::productId),
        amounts(deliveries, Delivery::unitCost),
        amounts(deliveries, Delivery::price),
        ids(deliveries, each -> each.brand().id()),
        ids(deliveries, each -> each.productType().id()),
        texts(deliveries, each -> each.brand().name()),
        texts(deliveries, each -> each.productType().name()),
        now);
  }

  private static String[] texts(List<Delivery> deliveries, Function<Delivery, String> field) {
    return deliveries.stream().map(field).toArray(String[]::new);
  }

  private static BigDecimal[] amounts(
      List<Delivery> deliveries, Function<Delivery, BigDecimal> field) {
    return deliveries.stream().map(field).toArray(BigDecimal[]::new);
  }

  private static UUID[] ids(List<Delivery> deliveries, Function<Delivery, UUID> field) {
    return deliveries.stream().map(field).toArray(UUID[]::new);
  }
}
