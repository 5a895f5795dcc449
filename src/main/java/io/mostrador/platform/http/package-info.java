/** HTTP: the contract as routing table, who may pass, and how refusals look. */
@CheckReturnValue
package io.mostrador.platform.http;

import com.google.errorprone.annotations.CheckReturnValue;
