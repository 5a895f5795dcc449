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
        Actor.ANONYMOUS,
        tx -> lockActive(tx, userId).andThen(issue(tx, userId, UUID.randomUUID())));
  }

  /** Who revokes tokens of a user waits, so that none is issued past the revocation. */
  private Completable lockActive(Transaction tx, int userId) {
    return accounts
        .lock(tx.sql(), userId)
        .switchIfEmpty(Single.error(Sessions::unknown))
        .flatMapCompletable(
            isActive -> isActive ? Completable.complete() : Completable.error(inactive()));
  }

  /** A new pair for a refresh token, which is used up; fails with 401. */
  Single<TokenPair> rotate(String refreshToken) {
    return tokens
        .read(Tokens.Kind.REFRESH, refreshToken)
        .onErrorResumeNext(bad -> Single.error(refreshNotValid()))
        .flatMap(userId -> rotate(refreshToken, userId));
  }

  /** The revocation of a family is committed before the refusal is answered. */
  private Single<TokenPair> rotate(String refreshToken, int userId) {
    return database
        .transaction(
            Actor.ANONYMOUS,
            tx ->
                lockActive(tx, userId).andThen(Single.defer(() -> used(tx, refreshToken, userId))))
        .map(pair -> pair.orElseThrow(Sessions::refreshNotValid));
  }

  /** Empty for a token that was used before, whose family is revoked then. */
  private Single<Optional<TokenPair>> used(Transaction tx, String refreshToken, int userId) {
    return refreshTokens
        .use(tx.sql(), refreshToken, time.now())
        .flatMapSingle(family -> issue(tx, userId, family).map(Optional::of))
        .switchIfEmpty(
            Single.defer(
                () ->
                    refreshTokens
                        .revokeFamily(tx.sql(), refreshToken, time.now())
                        .toSingleDefault(Optional.empty())));
  }

  private Single<TokenPair> issue(Transaction tx, int userId, UUID family) {
    return Single.defer(
        () -> {
          TokenPair pair =
              new TokenPair(
                  tokens.sign(Tokens.Kind.ACCESS, userId),
                  tokens.sign(Tokens.Kind.REFRESH, userId));
          return refreshTokens
              .add(tx.sql(), pair.refresh(), family, userId, time.now().plus(Tokens.REFRESH_LIFE))
              .toSingleDefault(pair);
        });
  }

  /** Signs a user out everywhere, once the access tokens have run out. */
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

  /** Reads the user each time, so that a change of role or state acts on the next request. */
  @Override
  public Single<Actor> authenticate(String accessToken) {
    return tokens
        .read(Tokens.Kind.ACCESS, accessToken)
        .onErrorResumeNext(bad -> Single.error(accessNotValid()))
        .flatMap(userId -> database.read(sql -> accounts.find(sql, userId).toSingle()))
        .map(Credentials::user)
        .onErrorResumeNext(
            error ->
                Single.error(error instanceof java.util.NoSuchElementException ? unknown() : error))
        .map(
            user -> {
              if (!user.isActive()) {
                throw inactive();
              }
              return user.asActor();
            });
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
