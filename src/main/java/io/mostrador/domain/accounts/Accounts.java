package io.mostrador.domain.accounts;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Role;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import java.util.Locale;
import java.util.Optional;

/** Proves who somebody is, and makes the users that the command line asks for. */
public final class Accounts {

  private static final String NO_EMAIL = "@placeholder.local";

  private final Database database;
  private final Passwords passwords;
  private final Guesses guesses;
  private final BusinessTime time;
  private final AccountsStore store = new AccountsStore();

  public Accounts(Database database, Passwords passwords, Guesses guesses, BusinessTime time) {
    this.database = database;
    this.passwords = passwords;
    this.guesses = guesses;
    this.time = time;
  }

  /**
   * Empty for a wrong password, an unknown or an inactive user; takes the same time for each.
   *
   * <p>Fails with {@code throttled} after too many wrong passwords.
   *
   * @param address of the client who tries
   */
  public Maybe<User> prove(String username, String password, String address) {
    return credentials(username, password, address).map(Credentials::user);
  }

  /** As {@link #prove}, with what tells this password from the next one. */
  Maybe<Credentials> credentials(String username, String password, String address) {
    return guesses.password(username, address, proven(username, password));
  }

  private Maybe<Credentials> proven(String username, String password) {
    return find(username)
        .flatMap(
            found ->
                passwords
                    .matches(password, found.map(Credentials::passwordHash).orElse(null))
                    .flatMap(matches -> rehashed(matches, found, password)))
        .flatMapMaybe(Maybe::fromOptional)
        .filter(proven -> proven.user().isActive());
  }

  /** Exact; empty for an unknown user. */
  public Maybe<User> named(String username) {
    return find(username).flatMapMaybe(Maybe::fromOptional).map(Credentials::user);
  }

  /** False for an unknown user, too. */
  public Single<Boolean> isActiveAdmin(String username) {
    return find(username)
        .map(
            found ->
                found
                    .map(Credentials::user)
                    .filter(user -> user.isActive() && user.role() == Role.ADMIN)
                    .isPresent());
  }

  private Single<Optional<Credentials>> find(String username) {
    return database.read(
        sql -> store.find(sql, username).map(Optional::of).defaultIfEmpty(Optional.empty()));
  }

  /** An imported hash is replaced by one of ours as soon as its password is known. */
  private Single<Optional<Credentials>> rehashed(
      boolean matches, Optional<Credentials> found, String password) {
    if (!matches || found.isEmpty()) {
      return Single.just(Optional.empty());
    }
    Credentials credentials = found.get();
    if (!passwords.isOutdated(credentials.passwordHash())) {
      return Single.just(found);
    }
    return passwords
        .hash(password)
        .flatMapCompletable(hash -> rehash(credentials, hash))
        .toSingleDefault(found);
  }

  private Completable rehash(Credentials outdated, String hash) {
    return database
        .transaction(
            Actor.ANONYMOUS,
            tx ->
                store
                    .rehash(tx.sql(), outdated.user().id(), outdated.passwordHash(), hash)
                    .toSingleDefault(true))
        .ignoreElement();
  }

  /** Fails with {@code invalid} when the username is taken; for the command line and demo data. */
  public Single<User> create(
      String username, String firstName, String lastName, Role role, String password) {
    String email = username.contains("@") ? username : username.toLowerCase(Locale.ROOT) + NO_EMAIL;
    var user = new AccountsStore.NewUser(username, email, firstName, lastName, role);
    return passwords
        .hash(password)
        .flatMap(
            hash ->
                database.transaction(
                    Actor.ANONYMOUS, tx -> store.add(tx.sql(), user, hash, time.now())));
  }

  /** Makes the first administrator unless there is one; empty when there is. */
  public Maybe<User> createFirstAdmin(String username, String password) {
    return database
        .read(store::hasAdmin)
        .filter(hasAdmin -> !hasAdmin)
        .flatMapSingle(none -> create(username, "", "", Role.ADMIN, password));
  }

  static Failure wrongCredentials() {
    return Failure.unauthenticated(
        "authentication_failed", "Usuario o contraseña incorrectos, o cuenta desactivada.");
  }
}
