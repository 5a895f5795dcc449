/**
 * What it all comes to.
 *
 * <p>Owns no table: reads those of sales, purchasing, investors, inventory and expenses, all at one
 * moment. Sums add unrounded parts; what is shown is rounded once, halves to the even neighbour.
 */
@CheckReturnValue
package io.mostrador.domain.reports;

import com.google.errorprone.annotations.CheckReturnValue;
