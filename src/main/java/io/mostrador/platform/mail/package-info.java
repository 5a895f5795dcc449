/** Mails that leave the shop. */
@CheckReturnValue
package io.mostrador.platform.mail;

import com.google.errorprone.annotations.CheckReturnValue;
