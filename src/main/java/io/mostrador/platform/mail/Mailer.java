package io.mostrador.platform.mail;

/** Takes mails out of the hands of those who write them. */
@FunctionalInterface
public interface Mailer {

  /** Returns at once; what goes wrong later is logged, never thrown. */
  void send(Mail mail);
}
