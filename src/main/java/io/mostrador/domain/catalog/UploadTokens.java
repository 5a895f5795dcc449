package io.mostrador.domain.catalog;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.auth.jwt.JWTAuth;
import java.time.Duration;

/** Signs what a client declared, so that it cannot complete an upload of something else. */
final class UploadTokens {

  static final Duration LIFE = Duration.ofMinutes(15);

  private static final String ALGORITHM = "HS256";
  private static final String FILES = "files";

  /** Makes it another key than the one of access tokens: neither passes for the other. */
  private static final String KEY_PREFIX = "media.upload:";

  private final JWTAuth jwt;
  private final BusinessTime time;

  UploadTokens(Vertx vertx, String secret, BusinessTime time) {
    PubSecKeyOptions key =
        new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(KEY_PREFIX + secret);
    this.jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(key)
                .setJWTOptions(new JWTOptions().setIgnoreExpiration(true)));
    this.time = time;
  }

  String sign(DeclaredImage image) {
    JsonObject claims =
        new JsonObject()
            .put("exp", time.now().plus(LIFE).toEpochSecond())
            .put(FILES, image.toClaims());
    return jwt.generateToken(claims, new JWTOptions().setAlgorithm(ALGORITHM));
  }

  /** Fails with {@code invalid} on {@code upload_token} when it is not ours or has expired. */
  Single<DeclaredImage> read(String token) {
    return jwt.rxAuthenticate(new TokenCredentials(token))
        .map(user -> user.attributes().getJsonObject("accessToken"))
        .filter(this::isFresh)
        .map(claims -> DeclaredImage.fromClaims(claims.getJsonObject(FILES)))
        .toSingle()
        .onErrorResumeNext(bad -> Single.error(notGood()));
  }

  private boolean isFresh(JsonObject claims) {
    return claims.getValue("exp") instanceof Number exp
        && exp.longValue() > time.now().toEpochSecond();
  }

  private static Failure notGood() {
    return Failure.invalid(
        "upload_token", "La carga no es válida o expiró. Sube la imagen de nuevo.");
  }
}
