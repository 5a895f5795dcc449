package io.mostrador.domain.accounts;

import io.mostrador.domain.accounts.Sessions.TokenPair;
import io.reactivex.rxjava3.core.Single;

/** Lets people in who prove who they are. */
public final class Logins {

  private final Accounts accounts;
  private final Pins pins;
  private final Sessions sessions;

  public Logins(Accounts accounts, Pins pins, Sessions sessions) {
    this.accounts = accounts;
    this.pins = pins;
    this.sessions = sessions;
  }

  /** Fails with {@code authentication_failed} or {@code throttled}. */
  Single<TokenPair> byPassword(String username, String password, String address) {
    return accounts
        .credentials(username, password, address)
        .switchIfEmpty(Single.error(Accounts::wrongCredentials))
        .flatMap(sessions::begin);
  }

  /** Fails with {@code invalid_credentials} or {@code throttled}. */
  Single<TokenPair> byPin(String username, String pin, String address) {
    return pins.prove(username, pin, address)
        .switchIfEmpty(Single.error(Pins::wrongCredentials))
        .flatMap(user -> sessions.begin(user.id()));
  }

  /** That somebody signed in knows the password; fails as {@link #byPin} does. */
  Single<User> again(String username, String password, String address) {
    return accounts
        .prove(username, password, address)
        .switchIfEmpty(Single.error(Pins::wrongCredentials));
  }
}
