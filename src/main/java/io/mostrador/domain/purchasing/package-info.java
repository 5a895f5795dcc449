/**
 * Goods that come in.
 *
 * <p>Owns {@code supplier}, {@code supplier_parser}, {@code import_batch}, {@code import_line},
 * {@code purchase_receipt} and {@code purchase_receipt_line}. A posted receipt has raised the stock
 * by its lines, and taking it away lowers it again; a confirmed batch has exactly one receipt.
 * Everybody's batches are visible, receipts only to who made them.
 */
@CheckReturnValue
package io.mostrador.domain.purchasing;

import com.google.errorprone.annotations.CheckReturnValue;
