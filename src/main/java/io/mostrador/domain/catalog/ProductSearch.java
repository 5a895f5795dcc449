package io.mostrador.domain.catalog;

import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.RowSet;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The three ways to read a list of products: all matches at once, one page in the order of an
 * index, and only their number.
 *
 * @param <T> a row as the list shows it
 */
final class ProductSearch<T> {

  /** One scan gives page and total, and no index on an order can be taken for the search. */
  private static final String MATCH =
      """
      WITH {asked}, matching AS MATERIALIZED (
        SELECT p.id, p.name, p.default_price, p.updated_at, {place} AS place
        FROM product p
        WHERE {where}
      ), counted AS (
        SELECT count(*) AS listed FROM matching
      )
      SELECT counted.listed, v.version AS catalog_version, page.*
      FROM counted
      CROSS JOIN catalog_version v
      LEFT JOIN LATERAL (
        SELECT shown.*
        FROM (
          SELECT p.* FROM matching p
          ORDER BY {order}
          LIMIT $11 OFFSET page_offset($10, $11, counted.listed)
        ) p
        JOIN {view} shown ON shown.id = p.id
        ORDER BY {order}
      ) page ON true
      """;

  private static final String WALK =
      """
      WITH {asked}
      SELECT $12::bigint AS listed, v.version AS catalog_version, page.*
      FROM catalog_version v
      LEFT JOIN LATERAL (
        SELECT shown.*
        FROM (
          SELECT p.id, p.name, p.default_price, p.updated_at, {place} AS place
          FROM product p
          WHERE {where}
          ORDER BY {order}
          LIMIT $11 OFFSET page_offset($10, $11, $12)
        ) p
        JOIN {view} shown ON shown.id = p.id
        ORDER BY {order}
      ) page ON true
      """;

  private static final String COUNT =
      """
      WITH {asked}
      SELECT count(*) AS listed, (SELECT version FROM catalog_version) AS catalog_version
      FROM product p
      WHERE {where}
      """;

  private static final String PLACE =
      """
      CASE
        WHEN p.search_text LIKE (SELECT is_sku FROM asked)
          OR p.id = (SELECT scanned FROM asked) THEN 0
        WHEN p.search_text LIKE (SELECT begins_sku FROM asked)
          OR p.search_text LIKE (SELECT begins_name FROM asked) THEN 1
        ELSE 2
      END
      """;

  private static final String WHERE =
      String.join(
          " AND ",
          ProductFilter.BASE,
          ProductFilter.OF_BRAND,
          ProductFilter.OF_TYPE,
          ProductFilter.IN_PRICE,
          "{words}");

  /**
   * What was read.
   *
   * @param total rows in the whole list
   * @param version of the public catalogue that it was read from
   */
  record Listed<T>(long total, UUID version, List<T> rows) {}

  private record Variant(int words, Ordering ordering) {}

  private final Map<Variant, String> matches = new HashMap<>();
  private final Map<Variant, String> walks = new HashMap<>();
  private final Map<Integer, String> counts = new HashMap<>();
  private final Function<Row, T> mapping;

  /**
   * @param view the rows to show, by {@code id}; a name of ours, never a caller's
   */
  ProductSearch(String view, Function<Row, T> mapping) {
    this.mapping = mapping;
    for (int words = 0; words <= ProductFilter.MOST_WORDS; words++) {
      counts.put(words, of(COUNT, view, new Variant(words, Ordering.NAME)));
      for (Ordering ordering : Ordering.values()) {
        Variant variant = new Variant(words, ordering);
        matches.put(variant, of(MATCH, view, variant));
        walks.put(variant, of(WALK, view, variant));
      }
    }
  }

  private static String of(String template, String view, Variant variant) {
    boolean isRanked = variant.words() > 0 && variant.ordering() == Ordering.RELEVANCE;
    return template
        .replace("{where}", WHERE)
        .replace("{asked}", ProductFilter.ASKED.strip())
        .replace("{words}", ProductFilter.words(variant.words()))
        .replace("{place}", isRanked ? PLACE : "2")
        .replace("{order}", variant.ordering().clause())
        .replace("{view}", view);
  }

  /** All matches are looked at. */
  Single<Listed<T>> match(
      SqlClient sql, PageRequest page, Ordering ordering, ProductFilter filter) {
    Object[] parameters = with(filter, page.number(), page.size());
    return Sql.run(sql, matches.get(variant(ordering, filter)), parameters).map(this::listed);
  }

  /**
   * Only the rows up to the end of the page are looked at.
   *
   * @param total as {@link #count} tells it
   */
  Single<Listed<T>> walk(
      SqlClient sql, PageRequest page, Ordering ordering, ProductFilter filter, long total) {
    Object[] parameters = with(filter, page.number(), page.size(), total);
    return Sql.run(sql, walks.get(variant(ordering, filter)), parameters).map(this::listed);
  }

  /** Without rows. */
  Single<Listed<T>> count(SqlClient sql, ProductFilter filter) {
    return Sql.one(
        sql,
        counts.get(filter.wordCount()),
        row -> new Listed<>(row.getLong("listed"), row.getUUID("catalog_version"), List.of()),
        filter.parameters());
  }

  private static Variant variant(Ordering ordering, ProductFilter filter) {
    return new Variant(filter.wordCount(), ordering);
  }

  private static Object[] with(ProductFilter filter, Object... more) {
    return Stream.concat(Stream.of(filter.parameters()), Stream.of(more)).toArray();
  }

  /** There is always a first row, for the total; without an id it shows nothing. */
  private Listed<T> listed(RowSet<Row> rows) {
    Row first = rows.iterator().next();
    List<T> mapped = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row.getValue("id") != null) {
        mapped.add(mapping.apply(row));
      }
    }
    return new Listed<>(first.getLong("listed"), first.getUUID("catalog_version"), mapped);
  }
}
