/**
 * Redis: what nodes share and may lose. Nothing here waits longer than a tenth of a second, and
 * everybody who asks can do without.
 */
@CheckReturnValue
package io.mostrador.platform.redis;

import com.google.errorprone.annotations.CheckReturnValue;
