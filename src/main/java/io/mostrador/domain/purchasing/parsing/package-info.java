/** Reading a supplier's pasted invoice text into lines: pure code, one parser a format. */
@CheckReturnValue
package io.mostrador.domain.purchasing.parsing;

import com.google.errorprone.annotations.CheckReturnValue;
