package io.mostrador.domain.purchasing;

import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Constraints;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The tables of receipts and their lines. */
final class ReceiptStore {

  private static final String LIST =
      """
      WITH matching AS (
        SELECT id
        FROM purchase_receipt
        WHERE created_by = $3
      ), counted AS (
        SELECT count(*) AS listed FROM matching
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT detail.*
        FROM (
          SELECT id FROM matching
          ORDER BY id DESC
          LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
        ) m
        JOIN purchase_receipt_detail detail ON detail.id = m.id
      ) page ON true
      ORDER BY page.id DESC
      """;

  private static final String OWN =
      """
      SELECT *
      FROM purchase_receipt_detail
      WHERE id = $1 AND created_by = $2
      """;

  private static final String LOCK_OWN =
      """
      SELECT id
      FROM purchase_receipt
      WHERE id = $1 AND created_by = $2
      FOR UPDATE
      """;

  private static final String OF_BATCH =
      """
      SELECT id
      FROM purchase_receipt
      WHERE source_import_batch_id = $1
      """;

  private static final String LINES =
      """
      SELECT l.id, l.receipt_id, l.product_id, p.sku AS product_sku, p.name AS product_name, l.qty,
        l.unit_cost, l.unit_price
      FROM purchase_receipt_line l
      JOIN product p ON p.id = l.product_id
      WHERE l.receipt_id = ANY ($1::uuid[])
      ORDER BY l.receipt_id, l.position
      """;

  private static final String ADD =
      """
      WITH receipt AS (
        INSERT INTO purchase_receipt
          (supplier_id, invoice_number, invoice_date, status, subtotal, tax, total,
           source_import_batch_id, created_by, created_at, posted_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        RETURNING id
      )
      INSERT INTO purchase_receipt_line
        (receipt_id, position, product_id, qty, unit_cost, unit_price)
      SELECT receipt.id, line.position, line.product_id, line.qty, line.unit_cost, line.unit_price
      FROM receipt,
        unnest($12::uuid[], $13::text[]::numeric[], $14::text[]::numeric[],
          $15::text[]::numeric[])
          WITH ORDINALITY AS line (product_id, qty, unit_cost, unit_price, position)
      RETURNING receipt_id
      """;

  private static final String POST =
      """
      UPDATE purchase_receipt
      SET status = 'POSTED', posted_at = $2
      WHERE id = $1
      """;

  private static final String REMOVE =
      """
      DELETE FROM purchase_receipt
      WHERE id = $1
      """;

  private static final String UNKNOWN_PRODUCTS =
      """
      SELECT line.position
      FROM unnest($1::uuid[]) WITH ORDINALITY AS line (product_id, position)
      LEFT JOIN product p ON p.id = line.product_id
      WHERE p.id IS NULL
      """;

  private static final Constraints CONSTRAINTS =
      new Constraints(
          Map.of(
              "purchase_receipt_supplier_id_fkey",
              () -> Failure.invalid("supplier", "El proveedor no existe."),
              "purchase_receipt_line_product_id_fkey",
              () -> Failure.invalid("lines", "Un producto no existe."),
              "purchase_receipt_line_product_key",
              () -> Failure.invalid("lines", "Un producto aparece más de una vez.")));

  /** Newest first. */
  Single<Page<Receipt>> list(SqlClient sql, PageRequest page, int ownerId) {
    return Pages.read(sql, LIST, page, Receipt::from, ownerId);
  }

  /** Of the owner's; empty when there is none. */
  Maybe<Receipt> find(SqlClient sql, UUID id, int ownerId) {
    return Sql.find(sql, OWN, Receipt::from, id, ownerId);
  }

  /** The same; nobody else posts or removes it until the transaction ends. */
  Maybe<Receipt> lock(SqlClient sql, UUID id, int ownerId) {
    return Sql.find(sql, LOCK_OWN, row -> row.getUUID("id"), id, ownerId)
        .flatMap(locked -> find(sql, locked, ownerId));
  }

  /** Empty while the batch is not confirmed. */
  Maybe<UUID> ofBatch(SqlClient sql, UUID batchId) {
    return Sql.find(sql, OF_BATCH, row -> row.getUUID("id"), batchId);
  }

  /** Of several receipts, each one's in their order. */
  Single<List<Receipt.Line>> lines(SqlClient sql, List<UUID> receiptIds) {
    return Sql.all(sql, LINES, Receipt.Line::from, (Object) receiptIds.toArray(UUID[]::new));
  }

  /** Its id; fails with {@code invalid} on {@code supplier} or {@code lines}. */
  Single<UUID> add(SqlClient sql, NewReceipt receipt, int createdBy, OffsetDateTime now) {
    List<NewReceipt.Line> lines = receipt.lines();
    return Sql.one(
            sql,
            ADD,
            row -> row.getUUID("receipt_id"),
            receipt.supplierId(),
            receipt.invoiceNumber(),
            receipt.invoiceDate(),
            receipt.isPosted() ? "POSTED" : "DRAFT",
            receipt.totals().subtotal(),
            receipt.totals().tax(),
            receipt.totals().total(),
            receipt.importBatchId(),
            createdBy,
            now,
            receipt.isPosted() ? now : null,
            productIds(lines),
            amounts(lines, NewReceipt.Line::qty),
            amounts(lines, NewReceipt.Line::unitCost),
            amounts(lines, NewReceipt.Line::unitPrice))
        .onErrorResumeNext(CONSTRAINTS::translate);
  }

  Completable post(SqlClient sql, UUID id, OffsetDateTime now) {
    return Sql.change(sql, POST, id, now);
  }

  /** With its lines. */
  Completable remove(SqlClient sql, UUID id) {
    return Sql.change(sql, REMOVE, id);
  }

  /** Which lines name a product that does not exist, from 1. */
  Single<List<Integer>> unknownProducts(SqlClient sql, List<NewReceipt.Line> lines) {
    return Sql.all(
        sql, UNKNOWN_PRODUCTS, row -> row.getInteger("position"), (Object) productIds(lines));
  }

  private static UUID[] productIds(List<NewReceipt.Line> lines) {
    return lines.stream().map(NewReceipt.Line::productId).toArray(UUID[]::new);
  }

  /** As text: the driver takes no null in an array of numbers. */
  private static String[] amounts(
      List<NewReceipt.Line> lines, Function<NewReceipt.Line, BigDecimal> field) {
    return lines.stream().map(field).map(Decimals::text).toArray(String[]::new);
  }
}
