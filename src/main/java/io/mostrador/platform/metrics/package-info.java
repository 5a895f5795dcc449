/** What the node measures of itself, beside what each part measures of its own. */
@CheckReturnValue
package io.mostrador.platform.metrics;

import com.google.errorprone.annotations.CheckReturnValue;
