package io.mostrador.domain.accounts;

import io.mostrador.kernel.BusinessTime;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.auth.User;
import io.vertx.rxjava3.ext.auth.jwt.JWTAuth;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/** Signs and reads the JWTs that clients carry; trusts only our own algorithm and claims. */
final class Tokens {

  static final Duration ACCESS_LIFE = Duration.ofMinutes(15);
  static final Duration REFRESH_LIFE = Duration.ofDays(7);

  private static final String ALGORITHM = "HS256";
  private static final Set<String> HEADER_FIELDS = Set.of("alg", "typ");

  /** What a token is good for; a token of one kind is never taken for the other. */
  enum Kind {
    ACCESS("access", ACCESS_LIFE),
    REFRESH("refresh", REFRESH_LIFE);

    private final String text;
    private final Duration life;

    Kind(String text, Duration life) {
      this.text = text;
      this.life = life;
    }
  }

  private final JWTAuth jwt;
  private final BusinessTime time;

  Tokens(Vertx vertx, String secret, BusinessTime time) {
    this.jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(secret)));
    this.time = time;
  }

  /**
   * Whose a token is.
   *
   * @param epoch of the password that was the user's when it was signed
   */
  record Bearer(int userId, int epoch) {}

  String sign(Kind kind, Bearer bearer) {
    long now = time.now().toEpochSecond();
    JsonObject claims =
        new JsonObject()
            .put("token_type", kind.text)
            .put("iat", now)
            .put("exp", now + kind.life.toSeconds())
            .put("jti", name(bearer.epoch()).toString())
            .put("user_id", bearer.userId());
    return jwt.generateToken(claims, new JWTOptions().setAlgorithm(ALGORITHM));
  }

  /** A random UUID of version 8, whose first 32 bits are the epoch: clients see no new claim. */
  private static UUID name(int epoch) {
    UUID random = UUID.randomUUID();
    long rest = random.getMostSignificantBits() & 0xFFFF_0FFFL;
    return new UUID(
        (long) epoch << Integer.SIZE | 0x8000L | rest, random.getLeastSignificantBits());
  }

  /** Earlier releases signed under random names only; there was no other password since. */
  private static int epoch(String name) {
    UUID uuid = UUID.fromString(name);
    return uuid.version() == 8 ? (int) (uuid.getMostSignificantBits() >>> Integer.SIZE) : 0;
  }

  /** Fails when the token is not ours, of the other kind, or expired. */
  Single<Bearer> read(Kind kind, String token) {
    return Completable.fromAction(() -> requirePlainHeader(token))
        .andThen(Single.defer(() -> jwt.rxAuthenticate(new TokenCredentials(token))))
        .map(User::attributes)
        .map(attributes -> bearer(kind, attributes.getJsonObject("accessToken")));
  }

  /** A header that says anything of keys is none of ours; the library would look at it. */
  private static void requirePlainHeader(String token) {
    String header = token.substring(0, Math.max(0, token.indexOf('.')));
    JsonObject fields = new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(header)));
    if (!HEADER_FIELDS.containsAll(fields.fieldNames())
        || !ALGORITHM.equals(fields.getValue("alg"))) {
      throw new IllegalArgumentException("not a header of ours");
    }
  }

  /** The library lets a token without these claims pass. */
  private Bearer bearer(Kind kind, JsonObject claims) {
    boolean isComplete =
        claims.getValue("exp") instanceof Number exp
            && exp.longValue() > time.now().toEpochSecond()
            && claims.getValue("jti") instanceof String
            && claims.getValue("user_id") instanceof Integer
            && kind.text.equals(claims.getValue("token_type"));
    if (!isComplete) {
      throw new IllegalArgumentException("not a " + kind.text + " token");
    }
    return new Bearer(claims.getInteger("user_id"), epoch(claims.getString("jti")));
  }
}
