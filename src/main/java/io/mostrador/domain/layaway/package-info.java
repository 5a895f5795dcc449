/**
 * Goods put aside for a customer against payments.
 *
 * <p>Owns {@code layaway}, {@code layaway_line}, {@code layaway_payment} and {@code
 * layaway_extension}. The goods leave the stock when the layaway begins. It ends once: settled by a
 * confirmed sale with all its payments, or expired into store credit; a settled one is refunded
 * when that sale is voided.
 */
@CheckReturnValue
package io.mostrador.domain.layaway;

import com.google.errorprone.annotations.CheckReturnValue;
