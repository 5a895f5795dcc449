package io.mostrador.platform.mail;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.Job;
import io.mostrador.platform.mail.OutboxStore.Claimed;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails that are waiting to be sent: written with the change that they are about, sent soon after
 * its commit, and tried again while the mail server is away.
 *
 * <p>A mail is sent twice only when this process or PostgreSQL is lost after the mail server has
 * taken it and before we have noted that.
 */
public final class MailOutbox {

  private static final Logger log = LoggerFactory.getLogger(MailOutbox.class);
  private static final String ADDRESS = "mail.waiting";
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(30);

  /** Longer than an attempt may take, so that no second node sends the same mail meanwhile. */
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(45);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final int MOST_AT_ONCE = 100;

  private final Vertx vertx;
  private final Database database;
  private final BusinessTime time;
  private final Mailer mailer;
  private final OutboxStore store = new OutboxStore();

  public MailOutbox(Vertx vertx, Database database, BusinessTime time, Mailer mailer) {
    this.vertx = vertx;
    this.database = database;
    this.time = time;
    this.mailer = mailer;
  }

  /**
   * Sends the mail after the commit, and never when there is none.
   *
   * @param expiresAt when nobody needs the mail any more: it is then given up
   */
  public Completable add(Transaction tx, Mail mail, OffsetDateTime expiresAt) {
    return Completable.defer(
        () -> {
          tx.afterCommit(() -> vertx.eventBus().send(ADDRESS, null));
          return store.add(tx.sql(), mail, time.now(), expiresAt);
        });
  }

  /** Sends what is waiting, soon after a commit and in a sweep. */
  public Job sending() {
    return new Job("mail.send", SWEEP_EVERY, ADDRESS, this::sendDue);
  }

  /** One mail after the other; one that the server refuses does not hold up the next. */
  Completable sendDue() {
    return forgetExpired()
        .andThen(
            claim()
                .flatMap(
                    mail ->
                        mail.isPresent()
                            ? attempt(mail.get()).toSingleDefault(true)
                            : Single.just(false))
                .repeat(MOST_AT_ONCE)
                .takeUntil(wasThere -> !wasThere)
                .ignoreElements());
  }

  private Completable forgetExpired() {
    return database
        .transaction(Actor.ANONYMOUS, tx -> store.removeExpired(tx.sql(), time.now()))
        .filter(count -> count > 0)
        .doOnSuccess(count -> log.warn("{} mails were given up: they have expired", count))
        .ignoreElement();
  }

  private Single<Optional<Claimed>> claim() {
    return Single.defer(
        () ->
            database.transaction(
                Actor.ANONYMOUS,
                tx ->
                    store
                        .claim(tx.sql(), time.now(), FIRST_PAUSE, LONGEST_PAUSE)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())));
  }

  private Completable attempt(Claimed claimed) {
    return mailer
        .send(claimed.mail())
        .andThen(Single.defer(() -> remove(claimed)))
        .ignoreElement()
        .onErrorResumeNext(error -> notSent(claimed, error));
  }

  private Single<Boolean> remove(Claimed sent) {
    return database.transaction(
        Actor.ANONYMOUS, tx -> store.remove(tx.sql(), sent.id()).toSingleDefault(true));
  }

  /** Says nothing of the mail itself. */
  private static Completable notSent(Claimed claimed, Throwable error) {
    log.warn(
        "mail {} was not sent at attempt {}: {}",
        claimed.id(),
        claimed.attempts(),
        error.getMessage());
    return Completable.complete();
  }
}
