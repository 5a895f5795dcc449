package io.mostrador.domain.purchasing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A receipt to be written.
 *
 * @param importBatchId the batch that it confirms
 * @param lines at least one, in their order, each product once
 */
record NewReceipt(
    UUID supplierId,
    @Nullable String invoiceNumber,
    @Nullable LocalDate invoiceDate,
    boolean isPosted,
    Totals totals,
    @Nullable UUID importBatchId,
    List<Line> lines) {

  /** Units of a product, more than none, at a cost. */
  record Line(
      UUID productId, BigDecimal qty, BigDecimal unitCost, @Nullable BigDecimal unitPrice) {}
}
