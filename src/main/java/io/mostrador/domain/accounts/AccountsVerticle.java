package io.mostrador.domain.accounts;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Binds the contract's accounts operations to their use cases. */
public final class AccountsVerticle extends DomainVerticle {

  public AccountsVerticle(
      Database database,
      BusinessTime time,
      Logins logins,
      Sessions sessions,
      Pins pins,
      PasswordResets resets,
      Users users) {
    super(
        "accounts",
        operations(
            new LoginOperations(database, logins, sessions, pins, resets),
            new UserOperations(database, time, users)));
  }

  private static Map<String, Function<Request, Single<Reply>>> operations(
      LoginOperations login, UserOperations users) {
    Map<String, Function<Request, Single<Reply>>> operations = new HashMap<>(login.named());
    operations.putAll(users.named());
    return operations;
  }
}
