package io.mostrador.domain.accounts;

import io.mostrador.kernel.Failure;
import io.mostrador.platform.http.Limiter;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;

/**
 * Counts wrong passwords and PINs, by address and by user and address, and refuses to look at more.
 *
 * <p>No bucket is of a user alone: a stranger elsewhere locks nobody out.
 */
public final class Guesses {

  private static final String PASSWORDS = "login";
  private static final String PINS = "pin_login";
  private static final String OF_USER = "login_user";

  private final Limiter limiter;

  public Guesses(Limiter limiter) {
    this.limiter = limiter;
  }

  /**
   * Lets a password be proved.
   *
   * <p>Fails with {@code throttled}, also when others have guessed too often meanwhile.
   *
   * @param proof empty for a wrong password; not subscribed to when it is throttled
   */
  <T> Maybe<T> password(String username, String address, Maybe<T> proof) {
    return limited(PASSWORDS, username, address, proof);
  }

  /** The same for a PIN. */
  <T> Maybe<T> pin(String username, String address, Maybe<T> proof) {
    return limited(PINS, username, address, proof);
  }

  private <T> Maybe<T> limited(String bucket, String username, String address, Maybe<T> proof) {
    String user = address + " " + username;
    Completable isOpen = isOpen(bucket, address).andThen(isOpen(OF_USER, user));
    Completable wrong = Completable.defer(() -> count(bucket, address, user));
    return isOpen
        .andThen(proof)
        .switchIfEmpty(wrong.toMaybe())
        .flatMap(proven -> isOpen.andThen(Maybe.just(proven)));
  }

  /** Fails with {@code throttled} when nothing is left. */
  private Completable isOpen(String bucket, String subject) {
    return Single.defer(() -> limiter.peek(bucket, subject))
        .flatMapCompletable(
            verdict ->
                verdict.isUsedUp()
                    ? Completable.error(throttled(verdict))
                    : Completable.complete());
  }

  /** In both buckets, whatever the first one says; fails with {@code throttled} beyond either. */
  private Completable count(String bucket, String address, String user) {
    return Single.zip(
            limiter.take(bucket, address),
            limiter.take(OF_USER, user),
            (ofAddress, ofUser) -> ofAddress.isExceeded() ? ofAddress : ofUser)
        .flatMapCompletable(
            verdict ->
                verdict.isExceeded()
                    ? Completable.error(throttled(verdict))
                    : Completable.complete());
  }

  private static Failure throttled(Limiter.Verdict verdict) {
    return Failure.throttled(Math.max(1, verdict.resetSeconds()));
  }
}
