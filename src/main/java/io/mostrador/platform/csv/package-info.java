/** Tables as text that spreadsheet programs open, and that harm nobody who opens it. */
@CheckReturnValue
package io.mostrador.platform.csv;

import com.google.errorprone.annotations.CheckReturnValue;
