/**
 * What is on the shelf.
 *
 * <p>Owns {@code inventory_movement} and, through the trigger on it, {@code product_stock}.
 * Movements are never changed or removed; stock is their sum and never negative; a reference moves
 * a product once.
 */
@CheckReturnValue
package io.mostrador.domain.inventory;

import com.google.errorprone.annotations.CheckReturnValue;
