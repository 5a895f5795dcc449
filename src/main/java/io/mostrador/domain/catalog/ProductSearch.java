package io.mostrador.domain.catalog;

import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.RowSet;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The three ways to read a list of products: all matches at once, one page in the order of an
 * index, and only their number.
 *
 * @param <T> a row as the list shows it
 */
final class ProductSearch<T> {

  /** A page is far from both ends when more than this part of the list is walked to it. */
  private static final long FAR = 5;

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
          ORDER BY {walked}
          LIMIT $10 OFFSET $11
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

  /** Counts stock, and few products: to join all of them with it takes four times as long. */
  private static final String COUNT_BY_STOCK =
      """
      SELECT
        CASE
          WHEN $1::boolean THEN stocked.products
          ELSE (SELECT count(*) FROM product)
            - (SELECT count(*) FROM product WHERE NOT is_active AND NOT $2::boolean)
            - stocked.products
        END AS listed,
        (SELECT version FROM catalog_version) AS catalog_version
      FROM (
        SELECT count(*) AS products
        FROM product_stock s
        WHERE s.on_hand > 0
          AND ($2 OR NOT EXISTS (
            SELECT FROM product p WHERE p.id = s.product_id AND NOT p.is_active))
      ) stocked
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

  private record Variant(
      String template, ProductFilter.Form form, Ordering ordering, boolean isFromLast) {}

  /** As many as there are variants. */
  private final Map<Variant, String> statements = new ConcurrentHashMap<>();

  private final String view;
  private final Function<Row, T> mapping;

  /**
   * @param view the rows to show, by {@code id}; a name of ours, never a caller's
   */
  ProductSearch(String view, Function<Row, T> mapping) {
    this.view = view;
    this.mapping = mapping;
  }

  private String statement(
      String template, ProductFilter.Form form, Ordering ordering, boolean isFromLast) {
    return statements.computeIfAbsent(
        new Variant(template, form, ordering, isFromLast), this::statement);
  }

  private String statement(Variant variant) {
    boolean isRanked = variant.form().words() > 0 && variant.ordering() == Ordering.RELEVANCE;
    String clause = variant.ordering().clause();
    return variant
        .form()
        .inBase(variant.template().replace("{where}", WHERE))
        .replace("{asked}", ProductFilter.ASKED.strip())
        .replace("{words}", variant.form().ofWords())
        .replace("{place}", isRanked ? PLACE : "2")
        .replace("{walked}", variant.isFromLast() ? variant.ordering().reversed() : clause)
        .replace("{order}", clause)
        .replace("{view}", view);
  }

  /** All matches are looked at. */
  Single<Listed<T>> match(
      SqlClient sql, PageRequest page, Ordering ordering, ProductFilter filter) {
    Object[] parameters = with(filter, page.number(), page.size());
    String statement = statement(MATCH, filter.form(), ordering, false);
    return Sql.run(sql, statement, parameters).map(this::listed);
  }

  /**
   * Only the rows between the page and the nearer end of the list are looked at.
   *
   * @param total as {@link #count} tells it
   */
  Single<Listed<T>> walk(
      SqlClient sql, PageRequest page, Ordering ordering, ProductFilter filter, long total) {
    long before = page.before(total);
    long after = page.after(total);
    boolean isFromLast = after < before;
    Object[] parameters = with(filter, page.rows(total), isFromLast ? after : before, total);
    ProductFilter.Form form =
        page.passed(total) * FAR > total ? filter.unindexed().ofMany() : filter.unindexed();
    String statement = statement(WALK, form, ordering, isFromLast);
    return Sql.run(sql, statement, parameters).map(this::listed);
  }

  /** Without rows. */
  Single<Listed<T>> count(SqlClient sql, ProductFilter filter) {
    return filter.isOfStock()
        ? Sql.one(
            sql,
            COUNT_BY_STOCK,
            ProductSearch::counted,
            filter.available(),
            filter.includeInactive())
        : Sql.one(
            sql,
            statement(COUNT, filter.unindexed(), Ordering.NAME, false),
            ProductSearch::counted,
            filter.parameters());
  }

  private static <T> Listed<T> counted(Row row) {
    return new Listed<>(row.getLong("listed"), row.getUUID("catalog_version"), List.of());
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
