/**
 * Mails that leave the shop.
 *
 * <p>Owns {@code mail_outbox}: a mail is written into it in the transaction that it is about, and
 * leaves it when a mail server has taken it, or when nobody needs it any more.
 */
@CheckReturnValue
package io.mostrador.platform.mail;

import com.google.errorprone.annotations.CheckReturnValue;
