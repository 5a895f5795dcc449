/**
 * What is on the shelf.
 *
 * <p>Owns {@code inventory_movement} and, through the trigger on it, {@code product_stock}.
 * Movements are never changed or removed; stock is their sum and never negative; a reference moves
 * a product once. Who has to know when a product runs out or comes back hears it through {@link
 * io.mostrador.domain.inventory.StockCrossings}.
 */
@CheckReturnValue
package io.mostrador.domain.inventory;

import com.google.errorprone.annotations.CheckReturnValue;
