package io.mostrador.domain.purchasing;

import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.util.UUID;

/** The tables of suppliers and their parsers. */
final class SupplierStore {

  private static final String LIST =
      """
      WITH matching AS MATERIALIZED (
        SELECT id, code, name, is_active
        FROM supplier
        WHERE is_active
      ), counted AS (
        SELECT count(*) AS listed FROM matching
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT * FROM matching
        ORDER BY name, id DESC
        LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
      ) page ON true
      ORDER BY page.name, page.id DESC
      """;

  private static final String LIST_PARSERS =
      """
      WITH matching AS MATERIALIZED (
        SELECT id, supplier_id, parser_key, version, description, is_active
        FROM supplier_parser
        WHERE is_active AND ($3::uuid IS NULL OR supplier_id = $3)
      ), counted AS (
        SELECT count(*) AS listed FROM matching
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT * FROM matching
        ORDER BY parser_key, version DESC, id DESC
        LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
      ) page ON true
      ORDER BY page.parser_key, page.version DESC, page.id DESC
      """;

  private static final String USABLE =
      """
      SELECT
        EXISTS (SELECT FROM supplier WHERE id = $1 AND is_active) AS supplier_is_usable,
        EXISTS (
          SELECT FROM supplier_parser WHERE id = $2 AND supplier_id = $1 AND is_active
        ) AS parser_is_usable
      """;

  private static final String BY_CODE =
      """
      SELECT id, code, name, is_active
      FROM supplier
      WHERE code = $1
      """;

  /** What of a choice of supplier and parser may be used. */
  record Usable(boolean supplier, boolean parser) {}

  /** By name. */
  Single<Page<Supplier>> list(SqlClient sql, PageRequest page) {
    return Pages.read(sql, LIST, page, Supplier::from);
  }

  /** By key, newest version first; of one supplier unless {@code supplierId} is null. */
  Single<Page<SupplierParser>> parsers(SqlClient sql, PageRequest page, UUID supplierId) {
    return Pages.read(sql, LIST_PARSERS, page, SupplierParser::from, supplierId);
  }

  /** A parser of another supplier is not usable. */
  Single<Usable> usable(SqlClient sql, UUID supplierId, UUID parserId) {
    return Sql.one(
        sql,
        USABLE,
        row -> new Usable(row.getBoolean("supplier_is_usable"), row.getBoolean("parser_is_usable")),
        supplierId,
        parserId);
  }

  /** One of the reference data. */
  Single<Supplier> byCode(SqlClient sql, String code) {
    return Sql.one(sql, BY_CODE, Supplier::from, code);
  }
}
