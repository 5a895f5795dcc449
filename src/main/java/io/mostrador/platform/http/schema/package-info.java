/** Checks input against the schemas of the contract and brings it into one form, in one walk. */
@CheckReturnValue
package io.mostrador.platform.http.schema;

import com.google.errorprone.annotations.CheckReturnValue;
