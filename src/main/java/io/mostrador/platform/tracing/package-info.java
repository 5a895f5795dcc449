/** Traces of requests for OpenTelemetry; nothing of it is loaded where they are off. */
@CheckReturnValue
package io.mostrador.platform.tracing;

import com.google.errorprone.annotations.CheckReturnValue;
