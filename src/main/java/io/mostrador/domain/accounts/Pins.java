package io.mostrador.domain.accounts;

import io.mostrador.kernel.Failure;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import java.util.Optional;

/** The six digits with which somebody signs in at the counter. */
public final class Pins {

  private final Database database;
  private final Passwords passwords;
  private final Guesses guesses;
  private final AccountsStore store = new AccountsStore();

  public Pins(Database database, Passwords passwords, Guesses guesses) {
    this.database = database;
    this.passwords = passwords;
    this.guesses = guesses;
  }

  /**
   * Empty for a wrong PIN, a user without one or an inactive user; takes the same time for each.
   *
   * <p>Fails with {@code throttled} after too many wrong ones.
   *
   * @param address of the client who tries
   */
  Maybe<User> prove(String username, String pin, String address) {
    return guesses.pin(username, address, proven(username, pin));
  }

  private Maybe<User> proven(String username, String pin) {
    return database
        .read(sql -> store.find(sql, username).map(Optional::of).defaultIfEmpty(Optional.empty()))
        .flatMapMaybe(found -> proven(found, pin))
        .filter(User::isActive);
  }

  private Maybe<User> proven(Optional<Credentials> found, String pin) {
    return passwords
        .matches(pin, found.map(Credentials::pinHash).orElse(null))
        .filter(matches -> matches)
        .flatMap(matches -> Maybe.fromOptional(found.map(Credentials::user)));
  }

  /** The hash of a PIN to be set; empty for none. */
  Single<Optional<String>> hash(String pin) {
    return pin == null ? Single.just(Optional.empty()) : passwords.hash(pin).map(Optional::of);
  }

  /** Sets the PIN of the transaction's actor, or removes it. */
  Completable set(Transaction tx, Optional<String> hash) {
    return store.setPin(tx.sql(), tx.actor().id(), hash.orElse(null));
  }

  static Failure wrongCredentials() {
    return Failure.unauthenticated("invalid_credentials", "Los datos de acceso no son correctos.");
  }
}
