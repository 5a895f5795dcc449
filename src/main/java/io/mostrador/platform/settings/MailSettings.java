package io.mostrador.platform.settings;

import static io.mostrador.platform.settings.Setting.*;

import java.util.Locale;
import java.util.Optional;

/**
 * The server that takes our mails.
 *
 * @param username empty: nobody signs in
 * @param from as in {@code Mostrador <tienda@example.com>}
 */
public record MailSettings(
    String host,
    int port,
    Optional<String> username,
    Optional<String> password,
    String from,
    Tls tls) {

  /** How the connection is protected. */
  public enum Tls {
    NONE,
    STARTTLS,
    TLS
  }

  /** Empty when no mail server is named. */
  static Optional<MailSettings> read(SettingsReader reader) {
    MailSettings settings =
        new MailSettings(
            reader.text(SMTP_HOST),
            reader.integer(SMTP_PORT, 1, 65535),
            reader.optional(SMTP_USERNAME),
            reader.optional(SMTP_PASSWORD),
            reader.text(SMTP_FROM),
            reader.parsed(
                SMTP_TLS,
                text -> Tls.valueOf(text.toUpperCase(Locale.ROOT)),
                "should be starttls, tls or none"));
    if (settings.host.isEmpty()) {
      settings.refuseLeftovers(reader);
      return Optional.empty();
    }
    settings.refuseHalves(reader);
    return Optional.of(settings);
  }

  private void refuseLeftovers(SettingsReader reader) {
    if (!from.isEmpty() || username.isPresent() || password.isPresent()) {
      reader.problem(SMTP_HOST, "should be set, as other MOSTRADOR_SMTP_* are");
    }
  }

  private void refuseHalves(SettingsReader reader) {
    if (!from.contains("@")) {
      reader.problem(SMTP_FROM, "should be a mail address, as MOSTRADOR_SMTP_HOST is set");
    }
    if (username.isPresent() != password.isPresent()) {
      reader.problem(SMTP_USERNAME, "and MOSTRADOR_SMTP_PASSWORD should be set together");
    }
  }

  /** A password does not travel in the open. */
  void refuseOpenPassword(SettingsReader reader) {
    if (password.isPresent() && tls == Tls.NONE) {
      reader.problem(SMTP_TLS, "should be starttls or tls in production: there is a password");
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
