package io.mostrador.domain.accounts;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.http.Authenticator;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.Vertx;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/** Who is signed in: issues, rotates and revokes tokens, and says whose an access token is. */
public final class Sessions implements Authenticator {

  private final Database database;
  private final BusinessTime time;
  private final Tokens tokens;
  private final AccountsStore accounts = new AccountsStore();
  private final RefreshTokenStore refreshTokens = new RefreshTokenStore();

  /**
   * @param jwtSecret signs the tokens
   */
  public Sessions(Vertx vertx, Database database, String jwtSecret, BusinessTime time) {
    this.database = database;
    this.time = time;
    this.tokens = new Tokens(vertx, jwtSecret, time);
  }

  /** What a client carries from now on. */
  record TokenPair(String access, String refresh) {

    JsonObject toJson() {
      return new JsonObject().put("access", access).put("refresh", refresh);
    }
  }

  /** A first pair, the beginning of a family; fails with 401 when the user is not active. */
  Single<TokenPair> begin(int userId) {
    return database.transaction(
        Actor.ANONYMOUS, tx -> lockActive(tx, userId).flatMap(epoch -> first(tx, userId, epoch)));
  }

  /** As {@link #begin(int)}; fails, too, when the password has been changed since it was proven. */
  Single<TokenPair> begin(Credentials proven) {
    int userId = proven.user().id();
    return database.transaction(
        Actor.ANONYMOUS,
        tx ->
            lockActive(tx, userId)
                .filter(epoch -> epoch == proven.tokenEpoch())
                .switchIfEmpty(Single.error(Accounts::wrongCredentials))
                .flatMap(epoch -> first(tx, userId, epoch)));
  }

  private Single<TokenPair> first(Transaction tx, int userId, int epoch) {
    return issue(tx, new Tokens.Bearer(userId, epoch), UUID.randomUUID());
  }

  /**
   * The epoch that tokens are of from now on.
   *
   * <p>Who revokes tokens of a user waits, so that none is issued past the revocation.
   */
  private Single<Integer> lockActive(Transaction tx, int userId) {
    return accounts
        .lock(tx.sql(), userId)
        .switchIfEmpty(Single.error(Sessions::unknown))
        .map(
            user -> {
              if (!user.isActive()) {
                throw inactive();
              }
              return user.tokenEpoch();
            });
  }

  /** A new pair for a refresh token, which is used up; fails with 401. */
  Single<TokenPair> rotate(String refreshToken) {
    return tokens
        .read(Tokens.Kind.REFRESH, refreshToken)
        .onErrorResumeNext(bad -> Single.error(refreshNotValid()))
        .flatMap(bearer -> rotate(refreshToken, bearer.userId()));
  }

  /** The revocation of a family is committed before the refusal is answered. */
  private Single<TokenPair> rotate(String refreshToken, int userId) {
    return database
        .transaction(
            Actor.ANONYMOUS,
            tx ->
                lockActive(tx, userId)
                    .flatMap(epoch -> used(tx, refreshToken, new Tokens.Bearer(userId, epoch))))
        .map(pair -> pair.orElseThrow(Sessions::refreshNotValid));
  }

  /** Empty for a token that was used before, whose family is revoked then. */
  private Single<Optional<TokenPair>> used(
      Transaction tx, String refreshToken, Tokens.Bearer bearer) {
    return refreshTokens
        .use(tx.sql(), refreshToken, time.now())
        .flatMapSingle(family -> issue(tx, bearer, family).map(Optional::of))
        .switchIfEmpty(
            Single.defer(
                () ->
                    refreshTokens
                        .revokeFamily(tx.sql(), refreshToken, time.now())
                        .toSingleDefault(Optional.empty())));
  }

  private Single<TokenPair> issue(Transaction tx, Tokens.Bearer bearer, UUID family) {
    return Single.defer(
        () -> {
          TokenPair pair =
              new TokenPair(
                  tokens.sign(Tokens.Kind.ACCESS, bearer),
                  tokens.sign(Tokens.Kind.REFRESH, bearer));
          return refreshTokens
              .add(
                  tx.sql(),
                  pair.refresh(),
                  family,
                  bearer.userId(),
                  time.now().plus(Tokens.REFRESH_LIFE))
              .toSingleDefault(pair);
        });
  }

  /** Ends what would become new access tokens; those that are out end with the password. */
  Completable revokeAll(Transaction tx, int userId) {
    return Completable.defer(() -> refreshTokens.revokeAll(tx.sql(), userId, time.now()));
  }

  /** Removes what has expired; nothing asks for it any more. */
  public Completable forgetExpired() {
    return database
        .transaction(
            Actor.ANONYMOUS,
            tx -> refreshTokens.forgetExpired(tx.sql(), time.now()).toSingleDefault(true))
        .ignoreElement();
  }

  /** Reads the user each time: another role, state or password acts on the next request. */
  @Override
  public Single<Actor> authenticate(String accessToken) {
    return tokens
        .read(Tokens.Kind.ACCESS, accessToken)
        .onErrorResumeNext(bad -> Single.error(accessNotValid()))
        .flatMap(
            bearer ->
                database
                    .read(sql -> accounts.find(sql, bearer.userId()).toSingle())
                    .onErrorResumeNext(error -> Single.error(unknownIfNone(error)))
                    .map(user -> actor(bearer, user)));
  }

  private static Throwable unknownIfNone(Throwable error) {
    return error instanceof NoSuchElementException ? unknown() : error;
  }

  private static Actor actor(Tokens.Bearer bearer, Credentials credentials) {
    if (!credentials.user().isActive()) {
      throw inactive();
    }
    if (bearer.epoch() != credentials.tokenEpoch()) {
      throw accessNotValid();
    }
    return credentials.user().asActor();
  }

  private static Failure accessNotValid() {
    JsonObject message =
        new JsonObject()
            .put("token_class", "AccessToken")
            .put("token_type", "access")
            .put("message", "El token no es válido o expiró.");
    return Failure.unauthenticated(
        "token_not_valid",
        "Tu sesión no es válida o expiró. Inicia sesión de nuevo.",
        new JsonObject()
            .put("code", "token_not_valid")
            .put("messages", new JsonArray().add(message)));
  }

  private static Failure refreshNotValid() {
    return Failure.unauthenticated(
        "token_not_valid",
        "Tu sesión no es válida o expiró. Inicia sesión de nuevo.",
        new JsonObject().put("code", "token_not_valid"));
  }

  private static Failure inactive() {
    return Failure.unauthenticated(
        "authentication_failed",
        "Esta cuenta está desactivada.",
        new JsonObject().put("code", "user_inactive"));
  }

  private static Failure unknown() {
    return Failure.unauthenticated(
        "authentication_failed",
        "Esta cuenta ya no existe.",
        new JsonObject().put("code", "user_not_found"));
  }
}
