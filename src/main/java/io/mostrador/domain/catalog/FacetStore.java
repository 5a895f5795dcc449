package io.mostrador.domain.catalog;

import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what the shop window's lists can be narrowed down by. */
final class FacetStore {

  /**
   * One scan counts by brand and type together; those few groups are then added up per dimension,
   * each without its own filter: who has chosen a brand still sees what the others would give.
   */
  private static final String COUNT =
      """
      WITH {asked}, groups AS MATERIALIZED (
        SELECT
          p.brand_id, p.product_type_id, count(*) FILTER (WHERE {price}) AS listed,
          min(p.default_price) AS lowest, max(p.default_price) AS highest
        FROM product p
        WHERE {base} AND {words}
        GROUP BY p.brand_id, p.product_type_id
      ), chosen AS (
        SELECT
          coalesce(sum(p.listed), 0)::bigint AS listed, min(p.lowest) AS lowest,
          max(p.highest) AS highest
        FROM groups p
        WHERE {brand} AND {type}
      )
      SELECT chosen.listed, chosen.lowest, chosen.highest, v.version AS catalog_version,
        (
          SELECT coalesce(
            jsonb_agg(
              jsonb_build_object('id', id, 'name', name, 'count', listed)
              ORDER BY listed DESC, name),
            '[]')
          FROM (
            SELECT b.id, b.name, sum(p.listed)::bigint AS listed
            FROM groups p
            JOIN brand b ON b.id = p.brand_id
            WHERE {type} AND p.listed > 0
            GROUP BY b.id
            ORDER BY listed DESC, b.name
            LIMIT 200
          ) most
        ) AS brands,
        (
          SELECT coalesce(
            jsonb_agg(
              jsonb_build_object('id', id, 'name', name, 'count', listed)
              ORDER BY listed DESC, name),
            '[]')
          FROM (
            SELECT t.id, t.name, sum(p.listed)::bigint AS listed
            FROM groups p
            JOIN product_type t ON t.id = p.product_type_id
            WHERE {brand} AND p.listed > 0
            GROUP BY t.id
            ORDER BY listed DESC, t.name
            LIMIT 200
          ) most
        ) AS product_types
      FROM chosen
      CROSS JOIN catalog_version v
      """;

  private final Map<ProductFilter.Form, String> counts = new ConcurrentHashMap<>();

  private static String of(ProductFilter.Form form) {
    return COUNT
        .replace("{asked}", ProductFilter.ASKED.strip())
        .replace("{base}", form.inBase(ProductFilter.BASE))
        .replace("{words}", form.ofWords())
        .replace("{price}", ProductFilter.IN_PRICE)
        .replace("{brand}", ProductFilter.OF_BRAND)
        .replace("{type}", ProductFilter.OF_TYPE);
  }

  Single<Facets> count(SqlClient sql, ProductFilter filter) {
    String statement = counts.computeIfAbsent(filter.form(), FacetStore::of);
    return Sql.one(sql, statement, Facets::from, filter.parameters());
  }
}
