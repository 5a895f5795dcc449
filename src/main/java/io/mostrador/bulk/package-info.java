/** Fills a shop with the history of years, by COPY: for measuring, not for trying things out. */
@CheckReturnValue
package io.mostrador.bulk;

import com.google.errorprone.annotations.CheckReturnValue;
