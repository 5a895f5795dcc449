package io.mostrador.domain.purchasing;

import io.mostrador.domain.purchasing.ImportBatch.Status;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Pages;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The table of import batches. */
final class ImportStore {

  private static final String LIST =
      """
      WITH counted AS (
        SELECT count(*) AS listed FROM import_batch
      )
      SELECT counted.listed, page.*
      FROM counted
      LEFT JOIN LATERAL (
        SELECT id, supplier_id, parser_id, raw_text, status, invoice_number, invoice_date, subtotal,
          tax, total, created_by, created_at, confirmed_at
        FROM import_batch
        ORDER BY id DESC
        LIMIT $2 OFFSET page_offset($1, $2, counted.listed)
      ) page ON true
      ORDER BY page.id DESC
      """;

  private static final String BY_ID =
      """
      SELECT id, supplier_id, parser_id, raw_text, status, invoice_number, invoice_date, subtotal,
        tax, total, created_by, created_at, confirmed_at
      FROM import_batch
      WHERE id = $1
      """;

  private static final String LOCK =
      """
      SELECT id, supplier_id, parser_id, raw_text, status, invoice_number, invoice_date, subtotal,
        tax, total, created_by, created_at, confirmed_at
      FROM import_batch
      WHERE id = $1
      FOR UPDATE
      """;

  private static final String LOCK_OF_LINE =
      """
      SELECT id, supplier_id, parser_id, raw_text, status, invoice_number, invoice_date, subtotal,
        tax, total, created_by, created_at, confirmed_at
      FROM import_batch
      WHERE id = (SELECT batch_id FROM import_line WHERE id = $1)
      FOR UPDATE
      """;

  private static final String ADD =
      """
      INSERT INTO import_batch
        (supplier_id, parser_id, raw_text, status, invoice_number, invoice_date, subtotal, tax,
         total, created_by, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      RETURNING id, supplier_id, parser_id, raw_text, status, invoice_number, invoice_date,
        subtotal, tax, total, created_by, created_at, confirmed_at
      """;

  private static final String CHANGE =
      """
      UPDATE import_batch
      SET supplier_id = $2, parser_id = $3, raw_text = $4, invoice_number = $5, invoice_date = $6,
        subtotal = $7, tax = $8, total = $9
      WHERE id = $1
      """;

  private static final String MARK_PARSED =
      """
      UPDATE import_batch
      SET status = 'PARSED'
      WHERE id = $1
      """;

  private static final String MARK_CONFIRMED =
      """
      UPDATE import_batch
      SET status = 'CONFIRMED', confirmed_at = $2
      WHERE id = $1
      """;

  private static final String REMOVE =
      """
      DELETE FROM import_batch
      WHERE id = $1
      """;

  private static final String TEXT =
      """
      SELECT b.parser_id, p.parser_key, b.raw_text
      FROM import_batch b
      JOIN supplier_parser p ON p.id = b.parser_id
      WHERE b.id = $1 AND b.status <> 'CONFIRMED'
      """;

  /** An invoice as it was pasted, and who reads it. */
  record Text(UUID parserId, String parserKey, String rawText) {}

  /** Newest first. */
  Single<Page<ImportBatch>> list(SqlClient sql, PageRequest page) {
    return Pages.read(sql, LIST, page, ImportBatch::from);
  }

  Maybe<ImportBatch> find(SqlClient sql, UUID id) {
    return Sql.find(sql, BY_ID, ImportBatch::from, id);
  }

  /** Empty when there is none; nobody else changes it or its lines until the transaction ends. */
  Maybe<ImportBatch> lock(SqlClient sql, UUID id) {
    return Sql.find(sql, LOCK, ImportBatch::from, id);
  }

  /** The batch of a line, as {@link #lock} does. */
  Maybe<ImportBatch> lockOfLine(SqlClient sql, UUID lineId) {
    return Sql.find(sql, LOCK_OF_LINE, ImportBatch::from, lineId);
  }

  Single<ImportBatch> add(
      SqlClient sql, ImportHeader header, Status status, int createdBy, OffsetDateTime now) {
    return Sql.one(
        sql,
        ADD,
        ImportBatch::from,
        header.supplierId(),
        header.parserId(),
        header.rawText(),
        status.name(),
        header.invoiceNumber(),
        header.invoiceDate(),
        header.subtotal(),
        header.tax(),
        header.total(),
        createdBy,
        now);
  }

  Completable change(SqlClient sql, UUID id, ImportHeader header) {
    return Sql.change(
        sql,
        CHANGE,
        id,
        header.supplierId(),
        header.parserId(),
        header.rawText(),
        header.invoiceNumber(),
        header.invoiceDate(),
        header.subtotal(),
        header.tax(),
        header.total());
  }

  Completable markParsed(SqlClient sql, UUID id) {
    return Sql.change(sql, MARK_PARSED, id);
  }

  Completable markConfirmed(SqlClient sql, UUID id, OffsetDateTime now) {
    return Sql.change(sql, MARK_CONFIRMED, id, now);
  }

  /** With its lines. */
  Completable remove(SqlClient sql, UUID id) {
    return Sql.change(sql, REMOVE, id);
  }

  /** Empty when there is no such batch, or it is confirmed. */
  Maybe<Text> text(SqlClient sql, UUID id) {
    return Sql.find(
        sql,
        TEXT,
        row ->
            new Text(
                row.getUUID("parser_id"), row.getString("parser_key"), row.getString("raw_text")),
        id);
  }
}
