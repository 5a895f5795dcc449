package io.mostrador.platform.mail;

import io.mostrador.platform.settings.MailSettings;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Scheduler;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.mail.MailClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Hands mails to a mail server, each over a connection of its own. */
public final class SmtpMailer implements Mailer {

  private static final int CONNECT_WITHIN_MILLIS = 5_000;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final Duration SENT_WITHIN = Duration.ofSeconds(40);
  private static final int CONNECTIONS = 2;

  private final MailClient client;
  private final Scheduler scheduler;
  private final String from;

  public SmtpMailer(Vertx vertx, MailSettings settings) {
    this(vertx, settings, ANSWER_WITHIN);
  }

  /**
   * @param answerWithin how long the server may be silent
   */
  SmtpMailer(Vertx vertx, MailSettings settings, Duration answerWithin) {
    this.client = MailClient.create(vertx, config(settings, answerWithin));
    this.scheduler = RxHelper.scheduler(vertx);
    this.from = settings.from();
  }

  private static MailConfig config(MailSettings settings, Duration answerWithin) {
    MailConfig config =
        new MailConfig(settings.host(), settings.port())
            // The library asks the DNS for its own name otherwise, on the event loop
            .setOwnHostname(domain(settings.from()))
            .setSsl(settings.tls() == MailSettings.Tls.TLS)
            .setStarttls(
                settings.tls() == MailSettings.Tls.STARTTLS
                    ? StartTLSOptions.REQUIRED
                    : StartTLSOptions.DISABLED)
            .setLogin(settings.username().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
            // A connection kept open would be found closed by the next mail, hours later
            .setKeepAlive(false)
            .setMaxPoolSize(CONNECTIONS)
            .setConnectTimeout(CONNECT_WITHIN_MILLIS)
            .setIdleTimeout((int) answerWithin.toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    settings.username().ifPresent(config::setUsername);
    settings.password().ifPresent(config::setPassword);
    return config;
  }

  /** What follows the {@code @} of an address. */
  private static String domain(String address) {
    return address.replaceFirst(".*@", "").replaceFirst(">.*", "").strip();
  }

  @Override
  public Completable send(Mail mail) {
    MailMessage message =
        new MailMessage(from, mail.to(), mail.subject(), mail.text()).setHtml(mail.html());
    return client
        .rxSendMail(message)
        .timeout(SENT_WITHIN.toSeconds(), TimeUnit.SECONDS, scheduler)
        .ignoreElement();
  }
}
