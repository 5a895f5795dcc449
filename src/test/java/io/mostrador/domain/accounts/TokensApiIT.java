package io.mostrador.domain.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.TestApplication;
import io.mostrador.platform.settings.Setting;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.SettableClock;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensApiIT {

  private static final String SECRET = "a-secret-of-this-test-with-40-characters";
  private static final String OTHER_SECRET = "another-secret-that-is-as-long-as-needed";
  private static final String SHA256 = "HmacSHA256";
  private static final SettableClock CLOCK = new SettableClock();

  private static TestApplication application;

  @BeforeAll
  static void start() {
    application = TestApplication.withUsers(Map.of(Setting.JWT_SECRET, SECRET), CLOCK);
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @AfterEach
  void resetClock() {
    CLOCK.setAhead(Duration.ZERO);
  }

  private static JsonObject pair() {
    JsonObject credentials =
        new JsonObject()
            .put("username", TestApplication.CASHIER)
            .put("password", TestApplication.PASSWORD);
    return application.anonymous().post("/auth/token/", credentials).is(200).json();
  }

  private static Answer refresh(String token) {
    return application
        .anonymous()
        .post("/auth/token/refresh/", new JsonObject().put("refresh", token));
  }

  private static Answer call(String token) {
    return application.anonymous().withToken(token).get("/products/");
  }

  private static JsonObject accessClaims() {
    return Jwt.claims(pair().getString("access"));
  }

  private static void isNotValid(String token) {
    Answer refused = call(token).isRefused(401, "token_not_valid");
    assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
    JsonObject fields = refused.json().getJsonObject("fields");
    assertThat(fields.getString("code")).isEqualTo("token_not_valid");
    assertThat(fields.getJsonArray("messages")).isNotEmpty();
    JsonObject ofRefresh =
        refresh(token).isRefused(401, "token_not_valid").json().getJsonObject("fields");
    assertThat(ofRefresh.getMap()).containsOnlyKeys("code");
  }

  @Test
  void a_pair_carries_the_claims_that_clients_know() {
    JsonObject pair = pair();
    assertThat(pair.getMap()).containsOnlyKeys("access", "refresh");
    JsonObject access = Jwt.claims(pair.getString("access"));
    JsonObject refresh = Jwt.claims(pair.getString("refresh"));
    assertThat(access.getMap()).containsOnlyKeys("token_type", "exp", "iat", "jti", "user_id");
    assertThat(access.getString("token_type")).isEqualTo("access");
    assertThat(refresh.getString("token_type")).isEqualTo("refresh");
    assertThat(access.getLong("exp") - access.getLong("iat")).isEqualTo(15 * 60);
    assertThat(refresh.getLong("exp") - refresh.getLong("iat")).isEqualTo(7 * 24 * 3600);
    assertThat(access.getString("jti")).isNotEqualTo(refresh.getString("jti"));
  }

  @Test
  void a_token_made_by_hand_with_our_secret_is_good() {
    JsonObject claims = accessClaims();
    call(Jwt.hmac(Jwt.header("HS256"), claims, SHA256, SECRET)).is(200);
  }

  @Test
  void a_token_of_an_earlier_release_is_good_until_it_expires() {
    JsonObject claims = accessClaims().put("jti", UUID.randomUUID().toString());
    call(Jwt.hmac(Jwt.header("HS256"), claims, SHA256, SECRET)).is(200);
  }

  @Test
  void a_token_signed_with_another_secret_is_refused() {
    isNotValid(Jwt.hmac(Jwt.header("HS256"), accessClaims(), SHA256, OTHER_SECRET));
    isNotValid(Jwt.hmac(Jwt.header("HS256"), accessClaims(), SHA256, SECRET + "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", "HS256"})
  void an_unsigned_token_is_refused(String algorithm) {
    String content = Jwt.content(Jwt.header(algorithm), accessClaims());
    isNotValid(content);
    isNotValid(content + ".");
    isNotValid(content + ".AA");
    isNotValid(content + "..");
  }

  @Test
  void a_header_that_does_not_say_which_algorithm_is_refused() {
    JsonObject without = new JsonObject().put("typ", "JWT");
    isNotValid(Jwt.hmac(without, accessClaims(), SHA256, SECRET));
    isNotValid(Jwt.hmac(without.copy().putNull("alg"), accessClaims(), SHA256, SECRET));
    isNotValid(Jwt.hmac(without.copy().put("alg", 256), accessClaims(), SHA256, SECRET));
  }

  @Test
  void another_algorithm_is_refused_even_with_our_secret() {
    isNotValid(Jwt.hmac(Jwt.header("HS512"), accessClaims(), "HmacSHA512", SECRET));
    isNotValid(Jwt.hmac(Jwt.header("HS384"), accessClaims(), "HmacSHA384", SECRET));
    isNotValid(Jwt.hmac(Jwt.header("HS256"), accessClaims(), "HmacSHA512", SECRET));
    isNotValid(Jwt.hmac(Jwt.header("hs256"), accessClaims(), SHA256, SECRET));
  }

  @Test
  void a_public_key_signs_nothing() throws GeneralSecurityException {
    KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    isNotValid(Jwt.rsa(Jwt.header("RS256"), accessClaims(), keys.getPrivate()));
    isNotValid(Jwt.rsa(Jwt.header("HS256"), accessClaims(), keys.getPrivate()));
    String published = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    isNotValid(Jwt.hmac(Jwt.header("HS256"), accessClaims(), SHA256, published));
  }

  @Test
  void a_header_may_not_bring_or_name_a_key() throws GeneralSecurityException {
    KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    RSAPublicKey published = (RSAPublicKey) keys.getPublic();
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    JsonObject rsaKey =
        new JsonObject()
            .put("kty", "RSA")
            .put("n", encoder.encodeToString(published.getModulus().toByteArray()))
            .put("e", encoder.encodeToString(published.getPublicExponent().toByteArray()));
    isNotValid(Jwt.rsa(Jwt.header("RS256").put("jwk", rsaKey), accessClaims(), keys.getPrivate()));
    JsonObject secretKey =
        new JsonObject()
            .put("kty", "oct")
            .put(
                "k",
                encoder.encodeToString(
                    OTHER_SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    isNotValid(
        Jwt.hmac(Jwt.header("HS256").put("jwk", secretKey), accessClaims(), SHA256, OTHER_SECRET));
    for (String name : List.of("kid", "jku", "x5u", "x5c", "crit")) {
      JsonObject header = Jwt.header("HS256").put(name, application.base() + "/keys");
      isNotValid(Jwt.hmac(header, accessClaims(), SHA256, OTHER_SECRET));
      isNotValid(Jwt.hmac(header, accessClaims(), SHA256, SECRET));
    }
    isNotValid(
        Jwt.hmac(Jwt.header("HS256").put("kid", "../../dev/null"), accessClaims(), SHA256, "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "jti", "token_type", "user_id"})
  void a_token_without_one_of_its_claims_is_refused(String claim) {
    JsonObject claims = accessClaims();
    claims.remove(claim);
    isNotValid(Jwt.hmac(Jwt.header("HS256"), claims, SHA256, SECRET));
    isNotValid(Jwt.hmac(Jwt.header("HS256"), claims.putNull(claim), SHA256, SECRET));
  }

  @Test
  void claims_of_the_wrong_kind_are_refused() {
    List<JsonObject> wrong =
        List.of(
            accessClaims().put("exp", "tomorrow"),
            accessClaims().put("exp", 0),
            accessClaims().put("exp", -1),
            accessClaims().put("jti", 1),
            accessClaims().put("jti", "none of ours"),
            accessClaims().put("token_type", "admin"),
            accessClaims().put("user_id", "1"),
            accessClaims().put("user_id", 4294967297L),
            accessClaims().put("user_id", 1.5));
    wrong.forEach(claims -> isNotValid(Jwt.hmac(Jwt.header("HS256"), claims, SHA256, SECRET)));
  }

  @Test
  void a_token_of_somebody_unknown_is_refused() {
    String token =
        Jwt.hmac(Jwt.header("HS256"), accessClaims().put("user_id", 999_999), SHA256, SECRET);
    JsonObject refused = call(token).isRefused(401, "authentication_failed").json();
    assertThat(refused.getJsonObject("fields").getString("code")).isEqualTo("user_not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b", "a.b.c", "....", "e30.e30.e30", "%00.%00.%00", "ñ.ñ.ñ"})
  void what_is_no_token_is_refused(String text) {
    refresh(text).isRefused(401, "token_not_valid");
    if (text.chars().allMatch(character -> character < 128)) {
      call(text).isRefused(401, "token_not_valid");
    }
  }

  @Test
  void a_token_of_one_kind_is_not_good_for_the_other() {
    JsonObject pair = pair();
    call(pair.getString("refresh")).isRefused(401, "token_not_valid");
    refresh(pair.getString("access")).isRefused(401, "token_not_valid");
    refresh(pair.getString("refresh")).is(200);
  }

  @Test
  void tokens_expire() {
    JsonObject pair = pair();
    CLOCK.setAhead(Duration.ofMinutes(14).plusSeconds(30));
    call(pair.getString("access")).is(200);
    CLOCK.setAhead(Duration.ofMinutes(15).plusSeconds(1));
    call(pair.getString("access")).isRefused(401, "token_not_valid");
    CLOCK.setAhead(Duration.ofDays(7).plusSeconds(1));
    refresh(pair.getString("refresh")).isRefused(401, "token_not_valid");
    CLOCK.setAhead(Duration.ZERO);
    refresh(pair.getString("refresh")).is(200);
  }

  @Test
  void a_refresh_token_works_once_and_its_successor_goes_on() {
    JsonObject first = pair();
    JsonObject second = refresh(first.getString("refresh")).is(200).json();
    JsonObject third = refresh(second.getString("refresh")).is(200).json();
    call(third.getString("access")).is(200);
  }

  @Test
  void a_second_use_revokes_all_that_descend_from_the_login_for_good() {
    JsonObject otherLogin = pair();
    JsonObject first = pair();
    JsonObject second = refresh(first.getString("refresh")).is(200).json();
    JsonObject third = refresh(second.getString("refresh")).is(200).json();
    JsonObject refused =
        refresh(first.getString("refresh")).isRefused(401, "token_not_valid").json();
    assertThat(refused.getJsonObject("fields").getString("code")).isEqualTo("token_not_valid");
    for (int round = 0; round < 2; round++) {
      Stream.of(first, second, third)
          .forEach(pair -> refresh(pair.getString("refresh")).isRefused(401, "token_not_valid"));
    }
    refresh(otherLogin.getString("refresh")).is(200);
  }

  @Test
  void of_two_refreshes_at_once_one_gets_a_pair_that_is_revoked_by_the_other() {
    for (int round = 0; round < 5; round++) {
      String token = pair().getString("refresh");
      List<Answer> answers =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> refresh(token)))
              .limit(2)
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 401);
      Answer granted = answers.stream().filter(each -> each.status() == 200).findFirst().get();
      refresh(granted.json().getString("refresh")).isRefused(401, "token_not_valid");
    }
  }

  @Test
  void a_password_that_is_missing_is_told_apart_from_one_that_is_wrong() {
    ApiClient anonymous = application.anonymous();
    JsonObject username = new JsonObject().put("username", TestApplication.CASHIER);
    anonymous.post("/auth/token/", username).isInvalid("password");
    anonymous.post("/auth/token/", new JsonObject()).isInvalid("username");
    anonymous.post("/auth/token/refresh/", new JsonObject()).isInvalid("refresh");
    Answer refused =
        anonymous
            .post("/auth/token/", username.copy().put("password", "nope"))
            .isRefused(401, "authentication_failed");
    assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void an_unknown_user_costs_a_hash_and_gets_the_same_answer() {
    ApiClient anonymous = application.anonymous();
    JsonObject wrong = new JsonObject().put("password", "nope");
    long before = application.hashes();
    Answer known =
        anonymous
            .post("/auth/token/", wrong.copy().put("username", TestApplication.CASHIER))
            .isRefused(401, "authentication_failed");
    long ofKnown = application.hashes() - before;
    Answer unknown =
        anonymous
            .post("/auth/token/", wrong.copy().put("username", "nobody@example.com"))
            .isRefused(401, "authentication_failed");
    assertThat(application.hashes() - before - ofKnown).isEqualTo(ofKnown).isEqualTo(1);
    assertThat(unknown.json()).isEqualTo(known.json());
  }
}
