package io.mostrador.domain.accounts;

import io.mostrador.domain.accounts.PasswordRules.PersonalData;
import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.mail.Mail;
import io.mostrador.platform.mail.MailOutbox;
import io.mostrador.platform.mail.MailTemplate;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** A new password for those who can read a mail: one that leads to a page, once, for an hour. */
public final class PasswordResets {

  private static final Duration LIFE = Duration.ofHours(1);

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final ChosenPasswords passwords;
  private final Sessions sessions;
  private final MailOutbox mails;
  private final String frontendBaseUrl;
  private final MailTemplate mailTemplate = MailTemplate.load("password-reset");
  private final AccountsStore accounts = new AccountsStore();
  private final PasswordResetStore store = new PasswordResetStore();

  /**
   * @param frontendBaseUrl where the page is at which people type their new password
   */
  public PasswordResets(
      Database database,
      BusinessTime time,
      AuditLog audit,
      ChosenPasswords passwords,
      Sessions sessions,
      MailOutbox mails,
      String frontendBaseUrl) {
    this.database = database;
    this.time = time;
    this.audit = audit;
    this.passwords = passwords;
    this.sessions = sessions;
    this.mails = mails;
    this.frontendBaseUrl = frontendBaseUrl;
  }

  /** Mails a link; an address that nobody has costs a write and two statements as well. */
  Completable request(Transaction tx, String email) {
    ResetToken token = ResetToken.random();
    return store
        .add(tx.sql(), email, token.secret(), time.now().plus(LIFE))
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMapCompletable(user -> user.isPresent() ? mailed(tx, user.get(), token) : nobody(tx));
  }

  private Completable mailed(Transaction tx, User user, ResetToken token) {
    Mail mail = token.mailTo(user, mailTemplate, frontendBaseUrl);
    return record(tx, "password_reset.request", user.id())
        .andThen(mails.add(tx, mail, time.now().plus(LIFE)));
  }

  private Completable nobody(Transaction tx) {
    return store
        .forgetExpired(tx.sql(), time.now())
        .andThen(Database.ping(tx.sql()).ignoreElement()); // the time that the mail would take
  }

  /**
   * The user whose link it is, with the hash of the new password; changes nothing.
   *
   * <p>Fails with {@code invalid_token}, or with {@code validation_error} on {@code new_password}.
   */
  Single<Redeemed> redeem(String uid, String token, String newPassword) {
    return Maybe.fromOptional(ResetToken.userId(uid))
        .switchIfEmpty(Single.error(PasswordResets::notGood))
        .flatMap(userId -> owner(userId, token))
        .flatMap(user -> redeemed(user, token, newPassword));
  }

  /**
   * A link that somebody follows.
   *
   * @param passwordHash of the new password
   */
  record Redeemed(int userId, String token, String passwordHash) {}

  private Single<User> owner(int userId, String token) {
    return database.read(
        sql ->
            store
                .owner(sql, userId, token, time.now())
                .switchIfEmpty(Single.error(PasswordResets::notGood)));
  }

  private Single<Redeemed> redeemed(User user, String token, String newPassword) {
    return passwords
        .hash(newPassword, PersonalData.of(user), PasswordResets::weak)
        .map(hash -> new Redeemed(user.id(), token, hash));
  }

  /** Uses the link up and signs its user out everywhere; fails with {@code invalid_token}. */
  Completable confirm(Transaction tx, Redeemed link) {
    return accounts
        .lock(tx.sql(), link.userId())
        .flatMapSingle(user -> store.use(tx.sql(), link.userId(), link.token(), time.now()))
        .filter(isUsed -> isUsed)
        .switchIfEmpty(Single.error(PasswordResets::notGood))
        .flatMapCompletable(used -> changePassword(tx, link));
  }

  private Completable changePassword(Transaction tx, Redeemed link) {
    return store
        .forgetOf(tx.sql(), link.userId())
        .andThen(accounts.setPassword(tx.sql(), link.userId(), link.passwordHash()))
        .andThen(sessions.revokeAll(tx, link.userId()))
        .andThen(record(tx, "password_reset.confirm", link.userId()));
  }

  private Completable record(Transaction tx, String action, int userId) {
    return audit.record(tx, AuditRecord.of(action, "user", userId, new JsonObject()));
  }

  /** Removes the links that have expired. */
  public Completable forgetExpired() {
    return database
        .transaction(
            Actor.ANONYMOUS, tx -> store.forgetExpired(tx.sql(), time.now()).toSingleDefault(true))
        .ignoreElement();
  }

  private static Failure weak(JsonArray faults) {
    return Failure.invalid(new JsonObject().put("new_password", faults))
        .withCode("validation_error");
  }

  private static Failure notGood() {
    return Failure.refused("invalid_token", "El enlace no es válido, ya se usó o expiró.");
  }
}
