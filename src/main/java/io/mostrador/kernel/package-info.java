/** The words that every domain shares: no I/O, no SQL, no HTTP. */
@CheckReturnValue
package io.mostrador.kernel;

import com.google.errorprone.annotations.CheckReturnValue;
