/**
 * What the shop sells.
 *
 * <p>Owns {@code brand}, {@code product_type}, {@code product}, {@code product_image}, {@code
 * media_asset}, {@code product_barcode}, {@code search_word} and {@code catalog_version}. Stock is
 * the inventory's: the catalogue only asks it to move. A product's label is its brand's (or type's)
 * name while it has one, and stays when the brand goes. A product has at most one primary image; an
 * asset that no product shows is deleted, and some days later its files. Triggers renew {@code
 * catalog_version} with whatever the public sees; every change is told as a {@link
 * io.mostrador.domain.catalog.CatalogEvent}.
 */
@CheckReturnValue
package io.mostrador.domain.catalog;

import com.google.errorprone.annotations.CheckReturnValue;
