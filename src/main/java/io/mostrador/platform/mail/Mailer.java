package io.mostrador.platform.mail;

import io.reactivex.rxjava3.core.Completable;

/** Hands one mail to whoever carries it. */
@FunctionalInterface
public interface Mailer {

  /** Complete once the mail is taken; fails when it is not, and may then be called again. */
  Completable send(Mail mail);
}
