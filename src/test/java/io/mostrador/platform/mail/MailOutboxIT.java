package io.mostrador.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.JobVerticle;
import io.mostrador.platform.postgres.Connections;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.ServerAddress;
import io.mostrador.platform.settings.MailSettings;
import io.mostrador.testing.FreePort;
import io.mostrador.testing.MovableClock;
import io.mostrador.testing.TestServices;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailOutboxIT {

  private static final Mail MAIL =
      new Mail("ana@example.com", "Hola, Ñandú", "en texto: ábrelo", "<p>en página</p>");

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T16:00:00Z"));
  private final BusinessTime time = new BusinessTime(clock);
  private final URI address = TestServices.get().newDatabase();
  private final GreenMail server =
      new GreenMail(new ServerSetup(FreePort.next(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private Vertx vertx;
  private Connections connections;
  private Database database;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    connections = new Connections(vertx, ServerAddress.parse(address), 1, 4);
    database = new Database(connections);
  }

  @AfterEach
  void close() {
    server.stop();
    connections.close().blockingAwait();
    vertx.rxClose().blockingAwait();
  }

  private MailOutbox outbox() {
    MailSettings settings =
        new MailSettings(
            "127.0.0.1",
            server.getSmtp().getServerSetup().getPort(),
            Optional.empty(),
            Optional.empty(),
            "Mostrador <tienda@example.com>",
            MailSettings.Tls.NONE);
    return outbox(new SmtpMailer(vertx, settings));
  }

  private MailOutbox outbox(Mailer mailer) {
    return new MailOutbox(vertx, database, time, mailer);
  }

  private void add(MailOutbox outbox, Mail mail) {
    database
        .transaction(
            Actor.ANONYMOUS,
            tx -> outbox.add(tx, mail, time.now().plusHours(1)).toSingleDefault(true))
        .ignoreElement()
        .blockingAwait();
  }

  private int waiting() throws SQLException {
    try (var connection = TestServices.connect(address);
        var rows = connection.createStatement().executeQuery("SELECT count(*) FROM mail_outbox")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Test
  void a_mail_is_sent_in_text_and_html_and_its_secrets_are_gone() throws Exception {
    server.start();
    MailOutbox outbox = outbox();
    add(outbox, MAIL);
    assertThat(waiting()).isEqualTo(1);
    outbox.sendDue().blockingAwait();
    assertThat(waiting()).isZero();
    MimeMessage received = received().get(0);
    assertThat(received.getSubject()).isEqualTo(MAIL.subject());
    assertThat(received.getFrom()[0]).hasToString("Mostrador <tienda@example.com>");
    assertThat(received.getRecipients(Message.RecipientType.TO)[0]).hasToString(MAIL.to());
    assertThat(received.getContentType()).startsWith("multipart/alternative");
    assertThat(GreenMailUtil.getBody(received)).contains("text/plain").contains("text/html");
  }

  private List<MimeMessage> received() {
    return List.of(server.getReceivedMessages());
  }

  @Test
  void a_commit_wakes_the_sender() {
    server.start();
    MailOutbox outbox = outbox();
    assertThat(
            vertx
                .rxDeployVerticle(new JobVerticle(outbox.sending(), new SimpleMeterRegistry()))
                .blockingGet())
        .isNotEmpty();
    add(outbox, MAIL);
    assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
  }

  @Test
  void what_is_rolled_back_is_never_sent() {
    server.start();
    MailOutbox outbox = outbox();
    Single<Boolean> broken =
        database.transaction(
            Actor.ANONYMOUS,
            tx ->
                outbox
                    .add(tx, MAIL, time.now().plusHours(1))
                    .andThen(Single.error(new IllegalStateException("undone"))));
    assertThatThrownBy(broken::blockingGet).hasMessage("undone");
    outbox.sendDue().blockingAwait();
    assertThat(received()).isEmpty();
  }

  @Test
  void a_mail_waits_while_the_server_is_away_and_is_sent_once_it_is_back() throws Exception {
    MailOutbox outbox = outbox();
    add(outbox, MAIL);
    outbox.sendDue().blockingAwait();
    assertThat(waiting()).isEqualTo(1);
    server.start();
    outbox.sendDue().blockingAwait();
    assertThat(received()).as("not before the pause is over").isEmpty();
    clock.advance(Duration.ofSeconds(46));
    outbox.sendDue().blockingAwait();
    assertThat(received()).hasSize(1);
    assertThat(waiting()).isZero();
  }

  @Test
  void pauses_grow_up_to_ten_minutes() throws SQLException {
    List<Long> pauses = new ArrayList<>();
    MailOutbox outbox = outbox(mail -> Completable.error(new IllegalStateException("away")));
    add(outbox, MAIL);
    for (int attempt = 0; attempt < 6; attempt++) {
      outbox.sendDue().blockingAwait();
      pauses.add(Duration.between(clock.instant(), nextAttempt()).toSeconds());
      clock.advance(Duration.between(clock.instant(), nextAttempt()));
    }
    assertThat(pauses).containsExactly(45L, 90L, 180L, 360L, 600L, 600L);
  }

  private Instant nextAttempt() throws SQLException {
    try (var connection = TestServices.connect(address);
        var rows =
            connection.createStatement().executeQuery("SELECT next_attempt_at FROM mail_outbox")) {
      rows.next();
      return rows.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  @Test
  void a_mail_that_nobody_needs_any_more_is_given_up() throws Exception {
    MailOutbox outbox = outbox();
    add(outbox, MAIL);
    outbox.sendDue().blockingAwait();
    clock.advance(Duration.ofHours(1));
    server.start();
    outbox.sendDue().blockingAwait();
    assertThat(received()).isEmpty();
    assertThat(waiting()).isZero();
  }

  @Test
  void a_refused_mail_does_not_hold_up_the_next() throws Exception {
    List<String> sent = new ArrayList<>();
    MailOutbox outbox =
        outbox(
            mail ->
                mail.to().startsWith("nobody")
                    ? Completable.error(new IllegalStateException("550 unknown"))
                    : Completable.fromAction(() -> sent.add(mail.to())));
    add(outbox, new Mail("nobody@example.com", "a", "a", "a"));
    add(outbox, MAIL);
    outbox.sendDue().blockingAwait();
    assertThat(sent).containsExactly(MAIL.to());
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void nodes_that_send_at_once_send_each_mail_once() throws Exception {
    List<String> sent = new CopyOnWriteArrayList<>();
    Mailer mailer = mail -> Completable.fromAction(() -> sent.add(mail.subject()));
    MailOutbox first = outbox(mailer);
    MailOutbox second = outbox(mailer);
    for (int i = 0; i < 12; i++) {
      add(first, new Mail("ana@example.com", "n" + i, "", ""));
    }
    Completable.mergeArray(first.sendDue(), second.sendDue()).blockingAwait();
    assertThat(sent).hasSize(12).doesNotHaveDuplicates();
    assertThat(waiting()).isZero();
  }
}
