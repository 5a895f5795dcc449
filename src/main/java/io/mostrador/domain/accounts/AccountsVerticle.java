package io.mostrador.domain.accounts;

import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.reactivex.rxjava3.core.Single;
import java.util.Map;

/** Binds the contract's accounts operations to {@link Accounts} and {@link Sessions}. */
public final class AccountsVerticle extends DomainVerticle {

  public AccountsVerticle(Accounts accounts, Sessions sessions) {
    super(
        "accounts",
        Map.of(
            "logIn", request -> logIn(accounts, sessions, request),
            "refreshToken", request -> refresh(sessions, request)));
  }

  private static Single<Reply> logIn(Accounts accounts, Sessions sessions, Request request) {
    return accounts
        .prove(request.body().getString("username"), request.body().getString("password"))
        .switchIfEmpty(Single.error(Accounts::wrongCredentials))
        .flatMap(user -> sessions.begin(user.id()))
        .map(pair -> Reply.ok(pair.toJson()));
  }

  private static Single<Reply> refresh(Sessions sessions, Request request) {
    return sessions
        .rotate(request.body().getString("refresh"))
        .map(pair -> Reply.ok(pair.toJson()));
  }
}
