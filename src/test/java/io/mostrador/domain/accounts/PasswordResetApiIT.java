package io.mostrador.domain.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mostrador.TestApplication;
import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.FreePort;
import io.mostrador.testing.SettableClock;
import io.vertx.core.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PasswordResetApiIT {

  private static final String NEW_PASSWORD = "Otro-Mostrador-2027!";
  private static final Pattern LINK =
      Pattern.compile(
          "http://localhost:3000/restablecer-contrasena\\?uid=([\\w-]+)&token=([\\w-]+)");
  private static final SettableClock CLOCK = new SettableClock();
  private static final GreenMail MAILS =
      new GreenMail(new ServerSetup(FreePort.next(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  private static TestApplication application;

  private final JsonObject user = new People(application.admin()).add("CASHIER");
  private final String email = user.getString("email");

  @BeforeAll
  static void start() {
    MAILS.start();
    application =
        TestApplication.withUsers(
            Map.of(
                Setting.SMTP_HOST, "127.0.0.1",
                Setting.SMTP_PORT, Integer.toString(MAILS.getSmtp().getPort()),
                Setting.SMTP_TLS, "none",
                Setting.SMTP_FROM, "tienda@example.com"),
            CLOCK);
  }

  @AfterAll
  static void stop() {
    application.close();
    MAILS.stop();
  }

  @AfterEach
  void resetClock() {
    CLOCK.setAhead(Duration.ZERO);
  }

  private static Answer request(String address) {
    return application
        .anonymous()
        .post("/auth/password-reset/", new JsonObject().put("email", address));
  }

  private static Answer confirm(JsonObject link, String password) {
    return application
        .anonymous()
        .post("/auth/password-reset-confirm/", link.copy().put("new_password", password));
  }

  /** The links mailed to an address, oldest first. */
  private static List<JsonObject> links(String address) {
    try {
      List<JsonObject> links = new ArrayList<>();
      for (MimeMessage mail : MAILS.getReceivedMessages()) {
        Matcher link = LINK.matcher(text(mail));
        if (mail.getAllRecipients()[0].toString().equals(address) && link.find()) {
          links.add(new JsonObject().put("uid", link.group(1)).put("token", link.group(2)));
        }
      }
      return links;
    } catch (MessagingException | IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static String text(MimeMessage mail) throws MessagingException, IOException {
    return ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString();
  }

  /** The next link mailed to an address, which comes after the answer. */
  private static JsonObject requested(String address) {
    int before = links(address).size();
    request(address).is(200);
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (links(address).size() == before && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    return links(address).get(before);
  }

  private JsonObject requested() {
    return requested(email);
  }

  /** Mails leave in the order of their requests: after this one's, earlier ones are there. */
  private static void awaitMails() {
    assertThat(requested(new People(application.admin()).add("CASHIER").getString("email")))
        .isNotNull();
  }

  private Answer logIn(String password) {
    return logIn(email, password);
  }

  private static Answer logIn(String username, String password) {
    JsonObject credentials = new JsonObject().put("username", username).put("password", password);
    return application.anonymous().post("/auth/token/", credentials);
  }

  private static String access(Answer signedIn) {
    return signedIn.is(200).json().getString("access");
  }

  private static Answer call(String accessToken) {
    return application.anonymous().withToken(accessToken).get("/products/");
  }

  @Test
  void a_link_sets_a_new_password_once_and_signs_out_everywhere() {
    JsonObject pair = logIn(People.PASSWORD).is(200).json();
    JsonObject link = requested();
    assertThat(confirm(link, NEW_PASSWORD).is(200).json().getString("detail")).isNotBlank();
    logIn(People.PASSWORD).isRefused(401, "authentication_failed");
    logIn(NEW_PASSWORD).is(200);
    application
        .anonymous()
        .post("/auth/token/refresh/", new JsonObject().put("refresh", pair.getString("refresh")))
        .isRefused(401, "token_not_valid");
    confirm(link, "Tercer-Mostrador-2028!").isRefused(400, "invalid_token");
    logIn(NEW_PASSWORD).is(200);
  }

  /** All of it may happen within one second, which is as exact as a token tells its time. */
  @Test
  void a_new_password_ends_the_access_tokens_of_the_old_one_and_no_others() {
    JsonObject stranger = new People(application.admin()).add("CASHIER");
    String ofStranger = access(logIn(stranger.getString("email"), People.PASSWORD));
    List<String> old =
        Stream.generate(() -> access(logIn(email, People.PASSWORD))).limit(2).toList();
    old.forEach(token -> call(token).is(200));
    confirm(requested(), NEW_PASSWORD).is(200);
    String first = access(logIn(email, NEW_PASSWORD));
    call(first).is(200);
    for (String token : old) {
      Answer refused = call(token).isRefused(401, "token_not_valid");
      assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
      JsonObject fields = refused.json().getJsonObject("fields");
      assertThat(fields.getString("code")).isEqualTo("token_not_valid");
      assertThat(fields.getJsonArray("messages")).isNotEmpty();
    }
    call(ofStranger).is(200);
    confirm(requested(), "Tercer-Mostrador-2028!").is(200);
    call(first).isRefused(401, "token_not_valid");
    call(access(logIn(email, "Tercer-Mostrador-2028!"))).is(200);
  }

  /** The old password is proven; then somebody else changes it before the tokens are signed. */
  @Test
  void a_login_with_the_old_password_that_ends_after_the_reset_is_refused() throws SQLException {
    try (Connection connection = application.connect()) {
      connection.setAutoCommit(false);
      changePassword(connection);
      CompletableFuture<Answer> login =
          CompletableFuture.supplyAsync(() -> logIn(email, People.PASSWORD));
      awaitLockWaiter();
      connection.commit();
      login.join().isRefused(401, "authentication_failed");
    }
  }

  private void changePassword(Connection connection) throws SQLException {
    try (var change =
        connection.prepareStatement(
            "UPDATE app_user SET token_epoch = token_epoch + 1 WHERE email = ?")) {
      change.setString(1, email);
      change.executeUpdate();
    }
  }

  private static void awaitLockWaiter() throws SQLException {
    long deadline = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    try (Connection connection = application.connect();
        var waiting =
            connection.prepareStatement(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'")) {
      long found;
      do {
        try (var rows = waiting.executeQuery()) {
          rows.next();
          found = rows.getLong(1);
        }
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      } while (found == 0 && System.nanoTime() < deadline);
      assertThat(found).isPositive();
    }
  }

  @Test
  void an_address_that_nobody_has_gets_the_same_answer_and_no_mail() {
    awaitMails();
    int mails = MAILS.getReceivedMessages().length;
    JsonObject known = request(email).is(200).json();
    assertThat(request("nobody@example.com").is(200).json()).isEqualTo(known);
    assertThat(request("no address").is(200).json()).isEqualTo(known);
    assertThat(request("' OR ''='").is(200).json()).isEqualTo(known);
    awaitMails();
    assertThat(MAILS.getReceivedMessages()).hasSize(mails + 2);
    assertThat(known.getString("detail")).isNotBlank();
  }

  @Test
  void an_address_that_nobody_has_is_written_too() throws SQLException {
    long before = rows();
    request("nobody@example.com").is(200);
    assertThat(rows()).isEqualTo(before + 1);
    request(email).is(200);
    assertThat(rows()).isEqualTo(before + 2);
  }

  private static long rows() throws SQLException {
    try (Connection connection = application.connect();
        var rows =
            connection.createStatement().executeQuery("SELECT count(*) FROM password_reset")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void an_address_is_found_in_any_case() {
    request(email.toUpperCase(Locale.ROOT)).is(200);
    awaitMails();
    assertThat(links(email)).hasSize(1);
  }

  @Test
  void a_link_expires_after_an_hour() {
    JsonObject link = requested();
    CLOCK.setAhead(Duration.ofMinutes(61));
    confirm(link, NEW_PASSWORD).isRefused(400, "invalid_token");
    CLOCK.setAhead(Duration.ofMinutes(59));
    confirm(link, NEW_PASSWORD).is(200);
  }

  @Test
  void the_first_link_is_good_until_one_of_them_is_used() {
    JsonObject first = requested();
    JsonObject second = requested();
    assertThat(second).isNotEqualTo(first);
    confirm(first, NEW_PASSWORD).is(200);
    confirm(second, "Tercer-Mostrador-2028!").isRefused(400, "invalid_token");
  }

  @Test
  void a_link_is_good_for_its_own_user_only() {
    JsonObject other = new People(application.admin()).add("CASHIER");
    String otherUid = requested(other.getString("email")).getString("uid");
    JsonObject link = requested();
    JsonObject swapped = link.copy().put("uid", otherUid);
    confirm(swapped, NEW_PASSWORD).isRefused(400, "invalid_token");
    Stream.of("", "MQ", "%%%", "LTE", "OTk5OTk5OTk5OTk5")
        .filter(uid -> !uid.isEmpty())
        .forEach(
            uid ->
                confirm(link.copy().put("uid", uid), NEW_PASSWORD).isRefused(400, "invalid_token"));
    confirm(link.copy().put("token", "bad-token"), NEW_PASSWORD).isRefused(400, "invalid_token");
    confirm(link, NEW_PASSWORD).is(200);
  }

  @Test
  void a_weak_password_does_not_use_the_link_up() {
    JsonObject link = requested();
    JsonObject refused = confirm(link, "12345678").isRefused(400, "validation_error").json();
    assertThat(refused.getJsonObject("fields").getJsonArray("new_password")).hasSize(2);
    confirm(link, email).isRefused(400, "validation_error");
    logIn(People.PASSWORD).is(200);
    confirm(link, NEW_PASSWORD).is(200);
  }

  @Test
  void what_is_missing_is_refused() {
    ApiClient anonymous = application.anonymous();
    anonymous.post("/auth/password-reset/", new JsonObject()).isRefused(400, "validation_error");
    request(" ").isRefused(400, "validation_error");
    JsonObject link = requested().put("new_password", NEW_PASSWORD);
    for (String field : List.of("uid", "token", "new_password")) {
      JsonObject missing = link.copy();
      missing.remove(field);
      anonymous.post("/auth/password-reset-confirm/", missing).isRefused(400, "validation_error");
    }
  }

  @Test
  void a_link_of_somebody_deactivated_is_no_good() {
    JsonObject link = requested();
    application.admin().patch(People.path(user), new JsonObject().put("is_active", false)).is(200);
    confirm(link, NEW_PASSWORD).isRefused(400, "invalid_token");
    int mails = links(email).size();
    request(email).is(200);
    awaitMails();
    assertThat(links(email)).hasSize(mails);
  }

  @Test
  void of_two_who_follow_a_link_at_once_one_sets_the_password() {
    JsonObject link = requested();
    List<Integer> statuses =
        Stream.of(NEW_PASSWORD, "Tercer-Mostrador-2028!")
            .map(password -> CompletableFuture.supplyAsync(() -> confirm(link, password).status()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(statuses).containsExactlyInAnyOrder(200, 400);
  }

  @Test
  void request_and_confirmation_are_recorded_of_nobody_and_without_secrets() throws SQLException {
    JsonObject link = requested();
    confirm(link, NEW_PASSWORD).is(200);
    for (String action : List.of("password_reset.request", "password_reset.confirm")) {
      assertThat(Records.actors(application, action, "user", user.getInteger("id")))
          .containsExactly((String) null);
      assertThat(Records.payloads(application, action, "user", user.getInteger("id")))
          .containsExactly(new JsonObject());
    }
  }

  @Test
  void a_token_is_kept_as_a_hash_only() throws SQLException {
    String token = requested().getString("token");
    try (Connection connection = application.connect();
        var select =
            connection.prepareStatement(
                """
                SELECT count(*) FILTER (WHERE hash = sha256(convert_to(?, 'UTF8'))) AS hashed,
                  count(*) FILTER (WHERE password_reset::text LIKE '%' || ? || '%') AS plain
                FROM password_reset
                """)) {
      select.setString(1, token);
      select.setString(2, token);
      try (var rows = select.executeQuery()) {
        rows.next();
        assertThat(rows.getLong("hashed")).isEqualTo(1);
        assertThat(rows.getLong("plain")).isZero();
      }
    }
  }
}
