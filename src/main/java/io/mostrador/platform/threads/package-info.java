/** How the operating system treats threads of ours. */
@CheckReturnValue
package io.mostrador.platform.threads;

import com.google.errorprone.annotations.CheckReturnValue;
