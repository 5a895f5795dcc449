/** Ready answers of public reads: kept as bytes, made once however many ask for them. */
@CheckReturnValue
package io.mostrador.platform.http.cache;

import com.google.errorprone.annotations.CheckReturnValue;
