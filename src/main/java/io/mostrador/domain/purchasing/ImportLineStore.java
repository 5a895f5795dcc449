package io.mostrador.domain.purchasing;

import io.mostrador.domain.catalog.Delivery;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The table of import lines. */
final class ImportLineStore {

  private static final String OF_BATCHES =
      """
      SELECT id, batch_id, line_no, raw_line, parsed_sku, parsed_name, parsed_qty, parsed_unit_cost,
        parsed_unit_price, sku, name, qty, unit_cost, unit_price, public_price, brand_name,
        product_type_name, brand_id, product_type_id, matched_product_id, matched_by_hand,
        match_status, is_selected, notes
      FROM import_line
      WHERE batch_id = ANY ($1::uuid[])
      ORDER BY batch_id, line_no
      """;

  private static final String BY_ID =
      """
      SELECT sku, name, qty, unit_cost, unit_price, public_price, brand_name, product_type_name,
        brand_id, product_type_id, matched_product_id, matched_by_hand, is_selected, notes
      FROM import_line
      WHERE id = $1
      """;

  private static final String SELECTED =
      """
      SELECT line_no, sku, name, qty, unit_cost, unit_price, public_price, brand_name,
        product_type_name, brand_id, product_type_id, matched_product_id, matched_by_hand,
        is_selected, notes,
        CASE
          WHEN matched_by_hand AND matched_product_id IS NOT NULL THEN matched_product_id
          ELSE product_of_sku(sku)
        END AS product_id
      FROM import_line
      WHERE batch_id = $1 AND is_selected
      ORDER BY line_no
      """;

  /** A complete line whose SKU exists takes brand and type from the product, unless it has some. */
  private static final String ADD =
      """
      INSERT INTO import_line
        (batch_id, line_no, raw_line, parsed_sku, parsed_name, parsed_qty, parsed_unit_cost,
         parsed_unit_price, sku, name, qty, unit_cost, unit_price, public_price, brand_name,
         product_type_name, brand_id, product_type_id, matched_product_id, match_status,
         is_selected, notes)
      SELECT $1, l.line_no, l.raw_line, l.sku, l.name, l.qty, l.unit_cost,
        l.unit_price, l.sku, l.name, l.qty, l.unit_cost, l.unit_price, l.public_price,
        coalesce(nullif(l.brand_name, ''), b.name, p.brand_label, ''),
        coalesce(nullif(l.product_type_name, ''), t.name, p.product_type_label, ''),
        b.id, t.id, p.id,
        CASE
          WHEN NOT l.is_complete THEN 'INVALID'
          WHEN p.id IS NULL THEN 'NEW_PRODUCT'
          ELSE 'MATCHED_PRODUCT'
        END,
        l.is_selected, l.notes
      FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]::numeric[],
          $6::text[]::numeric[], $7::text[]::numeric[], $8::text[]::numeric[], $9::text[], $10::text[], $11::uuid[], $12::uuid[], $13::boolean[],
          $14::boolean[], $15::text[])
        WITH ORDINALITY AS l (raw_line, sku, name, qty, unit_cost, unit_price, public_price,
          brand_name, product_type_name, brand_id, product_type_id, is_complete, is_selected,
          notes, line_no)
      LEFT JOIN product p ON l.is_complete AND p.id = product_of_sku(l.sku)
      LEFT JOIN brand b
        ON b.id = coalesce(l.brand_id, CASE WHEN l.brand_name = '' THEN p.brand_id END)
      LEFT JOIN product_type t
        ON t.id = coalesce(
          l.product_type_id, CASE WHEN l.product_type_name = '' THEN p.product_type_id END)
      """;

  private static final String REMOVE_ALL =
      """
      DELETE FROM import_line
      WHERE batch_id = $1
      """;

  private static final String CHANGE =
      """
      UPDATE import_line
      SET sku = $2, name = $3, qty = $4, unit_cost = $5, unit_price = $6, public_price = $7,
        brand_name = $8, product_type_name = $9, brand_id = $10, product_type_id = $11,
        matched_product_id = $12, matched_by_hand = $13, is_selected = $14, notes = $15
      WHERE id = $1
      """;

  private static final String SETTLE =
      """
      UPDATE import_line l
      SET brand_id = s.brand_id, brand_name = s.brand_name, product_type_id = s.product_type_id,
        product_type_name = s.product_type_name, matched_product_id = s.product_id,
        match_status = 'MATCHED_PRODUCT'
      FROM unnest($2::integer[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::text[])
        AS s (line_no, product_id, brand_id, brand_name, product_type_id, product_type_name)
      WHERE l.batch_id = $1 AND l.line_no = s.line_no
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(
          Map.of(
              "import_line_brand_id_fkey",
              () -> Failure.invalid("brand", "La marca no existe."),
              "import_line_product_type_id_fkey",
              () -> Failure.invalid("product_type", "El tipo de producto no existe."),
              "import_line_matched_product_id_fkey",
              () -> Failure.invalid("matched_product", "El producto no existe.")));

  /** Of several batches, each one's in their order. */
  Single<List<ImportLine>> ofBatches(SqlClient sql, List<UUID> batchIds) {
    return Sql.all(sql, OF_BATCHES, ImportLine::from, (Object) batchIds.toArray(UUID[]::new));
  }

  Maybe<LineFields> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, LineFields::from, id);
  }

  /** What of a batch is to be taken in, in its order, with the product that each line means now. */
  Single<List<InvoiceLine>> selected(SqlClient sql, UUID batchId) {
    return Sql.all(
        sql,
        SELECTED,
        row ->
            new InvoiceLine(
                row.getInteger("line_no"), row.getUUID("product_id"), LineFields.from(row)),
        batchId);
  }

  /** Numbered from 1 in the order that they are given. */
  Completable add(SqlClient sql, UUID batchId, List<NewLine> lines) {
    List<LineFields> fields = lines.stream().map(NewLine::fields).toList();
    return Sql.change(
        sql,
        ADD,
        batchId,
        lines.stream().map(NewLine::rawLine).toArray(String[]::new),
        texts(fields, LineFields::sku),
        texts(fields, LineFields::name),
        amounts(fields, LineFields::qty),
        amounts(fields, LineFields::unitCost),
        amounts(fields, LineFields::unitPrice),
        amounts(fields, LineFields::publicPrice),
        texts(fields, each -> each.brand().name()),
        texts(fields, each -> each.productType().name()),
        ids(fields, each -> each.brand().id()),
        ids(fields, each -> each.productType().id()),
        flags(fields, LineFields::isComplete),
        flags(fields, LineFields::isSelected),
        texts(fields, LineFields::notes));
  }

  Completable removeAll(SqlClient sql, UUID batchId) {
    return Sql.change(sql, REMOVE_ALL, batchId);
  }

  /**
   * Fails with {@code invalid} on {@code brand}, {@code product_type} or {@code matched_product}.
   */
  Completable change(SqlClient sql, UUID id, LineFields fields) {
    return Sql.run(
            sql,
            CHANGE,
            id,
            fields.sku(),
            fields.name(),
            fields.qty(),
            fields.unitCost(),
            fields.unitPrice(),
            fields.publicPrice(),
            fields.brand().name(),
            fields.productType().name(),
            fields.brand().id(),
            fields.productType().id(),
            fields.matchedProduct(),
            fields.isMatchedByHand(),
            fields.isSelected(),
            fields.notes())
        .onErrorResumeNext(CONSTRAINTS::translate)
        .ignoreElement();
  }

  /**
   * Writes down what the lines became.
   *
   * @param deliveries one a line, with the products that they are now
   */
  Completable settle(
      SqlClient sql, UUID batchId, List<InvoiceLine> lines, List<Delivery> deliveries) {
    return Sql.change(
        sql,
        SETTLE,
        batchId,
        lines.stream().map(InvoiceLine::lineNo).toArray(Integer[]::new),
        ids(deliveries, Delivery::productId),
        ids(deliveries, each -> each.brand().id()),
        texts(deliveries, each -> each.brand().name()),
        ids(deliveries, each -> each.productType().id()),
        texts(deliveries, each -> each.productType().name()));
  }

  private static <T> String[] texts(List<T> rows, Function<T, String> field) {
    return rows.stream().map(field).toArray(String[]::new);
  }

  private static <T> UUID[] ids(List<T> rows, Function<T, UUID> field) {
    return rows.stream().map(field).toArray(UUID[]::new);
  }

  /** As text: the driver takes no null in an array of numbers. */
  private static String[] amounts(List<LineFields> rows, Function<LineFields, BigDecimal> field) {
    return rows.stream().map(field).map(Decimals::text).toArray(String[]::new);
  }

  private static Boolean[] flags(List<LineFields> rows, Function<LineFields, Boolean> field) {
    return rows.stream().map(field).toArray(Boolean[]::new);
  }
}
