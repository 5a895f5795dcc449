/** Requests in, replies out, facts around: what crosses the event bus, and who listens. */
@CheckReturnValue
package io.mostrador.platform.bus;

import com.google.errorprone.annotations.CheckReturnValue;
