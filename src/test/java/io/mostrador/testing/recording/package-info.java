/**
 * Recorded exchanges with a right server, sent again to a running one: what differs, step by step.
 */
@CheckReturnValue
package io.mostrador.testing.recording;

import com.google.errorprone.annotations.CheckReturnValue;
