package io.mostrador.platform.mail;

import io.reactivex.rxjava3.core.Completable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes mails to the log, for a shop that has no mail server yet. */
public final class LogMailer implements Mailer {

  private static final Logger log = LoggerFactory.getLogger(LogMailer.class);

  @Override
  public Completable send(Mail mail) {
    return Completable.fromAction(
        () -> log.info("mail to {}: {}\n{}", mail.to(), mail.subject(), mail.text()));
  }
}
