/** What a sale earns and who earns it: arithmetic only, no I/O. */
@CheckReturnValue
package io.mostrador.domain.sales.profitability;

import com.google.errorprone.annotations.CheckReturnValue;
