package io.mostrador.platform.http;

import io.mostrador.kernel.Actor;
import io.reactivex.rxjava3.core.Single;

/** Says whose an access token is; the domain that keeps the users implements it. */
@FunctionalInterface
public interface Authenticator {

  /** Fails with 401 when the token or its user is not good any more. */
  Single<Actor> authenticate(String token);
}
