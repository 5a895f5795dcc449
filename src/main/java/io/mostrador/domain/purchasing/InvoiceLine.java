package io.mostrador.domain.purchasing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line that is to be taken in.
 *
 * @param productId the product that it means; null when its SKU has to tell
 */
record InvoiceLine(int lineNo, @Nullable UUID productId, LineFields fields) {}
