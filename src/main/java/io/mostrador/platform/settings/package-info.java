/** Reads the environment once, checks it, and hands out records. */
@CheckReturnValue
package io.mostrador.platform.settings;

import com.google.errorprone.annotations.CheckReturnValue;
