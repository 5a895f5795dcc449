package io.mostrador.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mostrador.platform.settings.MailSettings;
import io.mostrador.testing.FreePort;
import io.vertx.rxjava3.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SmtpMailerIT {

  private static final Vertx vertx = Vertx.vertx();
  private static final Mail MAIL = new Mail("ana@example.com", "Hola", "texto", "<p>texto</p>");

  @AfterAll
  static void stop() {
    vertx.rxClose().blockingAwait();
  }

  private static Mailer mailer(int port, String password, MailSettings.Tls tls) {
    Optional<String> secret = Optional.ofNullable(password);
    return new SmtpMailer(
        vertx,
        new MailSettings(
            "127.0.0.1", port, secret.map(set -> "tienda"), secret, "tienda@example.com", tls),
        Duration.ofSeconds(1));
  }

  private static GreenMail server(String protocol, GreenMailConfiguration configuration) {
    GreenMail server =
        new GreenMail(new ServerSetup(FreePort.next(), "127.0.0.1", protocol))
            .withConfiguration(configuration);
    server.start();
    return server;
  }

  private static void isNotSent(Mailer mailer) {
    assertThatThrownBy(() -> mailer.send(MAIL).blockingAwait()).isNotNull();
  }

  @Test
  void it_signs_in_where_a_password_is_set() {
    GreenMail server =
        server(
            ServerSetup.PROTOCOL_SMTP,
            new GreenMailConfiguration().withUser("tienda@example.com", "tienda", "secreta"));
    try {
      int port = server.getSmtp().getPort();
      isNotSent(mailer(port, "otra", MailSettings.Tls.NONE));
      mailer(port, "secreta", MailSettings.Tls.NONE).send(MAIL).blockingAwait();
      assertThat(server.getReceivedMessages()).hasSize(1);
    } finally {
      server.stop();
    }
  }

  @Test
  void it_sends_nothing_without_the_protection_that_is_set() {
    GreenMail open = server(ServerSetup.PROTOCOL_SMTP, new GreenMailConfiguration());
    GreenMail selfSigned = server(ServerSetup.PROTOCOL_SMTPS, new GreenMailConfiguration());
    try {
      isNotSent(mailer(open.getSmtp().getPort(), null, MailSettings.Tls.STARTTLS));
      isNotSent(mailer(selfSigned.getSmtps().getPort(), null, MailSettings.Tls.TLS));
      assertThat(open.getReceivedMessages()).isEmpty();
      assertThat(selfSigned.getReceivedMessages()).isEmpty();
    } finally {
      open.stop();
      selfSigned.stop();
    }
  }

  @Test
  void it_does_not_wait_for_a_server_that_is_silent() throws IOException {
    try (ServerSocket silent = new ServerSocket(FreePort.next())) {
      Instant start = Instant.now();
      isNotSent(mailer(silent.getLocalPort(), null, MailSettings.Tls.NONE));
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
    }
  }
}
