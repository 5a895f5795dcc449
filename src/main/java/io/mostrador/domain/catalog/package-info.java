/**
 * What the shop sells.
 *
 * <p>Owns {@code brand}, {@code product_type} and {@code product}. Stock is the inventory's: the
 * catalogue only asks it to move. A product's label is its brand's (or type's) name while it has
 * one, and stays when the brand goes.
 */
@CheckReturnValue
package io.mostrador.domain.catalog;

import com.google.errorprone.annotations.CheckReturnValue;
