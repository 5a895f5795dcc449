package io.mostrador.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.testing.MovableClock;
import io.vertx.rxjava3.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class UploadTokensTest {

  private static final Vertx vertx = Vertx.vertx();
  private static final DeclaredImage IMAGE =
      new DeclaredImage(
          new DeclaredFile("images/a/original.jpg", "image/jpeg", 2048, 1200, 800),
          new DeclaredFile("images/a/thumb.webp", "image/webp", 512, 300, 200));

  private final MovableClock clock = new MovableClock(Instant.parse("2020-11-22T16:00:00Z"));
  private final UploadTokens tokens = tokens("a-secret-of-thirty-two-characters");

  private UploadTokens tokens(String secret) {
    return new UploadTokens(vertx, secret, new BusinessTime(clock));
  }

  @AfterAll
  static void stop() {
    vertx.rxClose().blockingAwait();
  }

  private void isRefused(String token) {
    assertThatThrownBy(() -> tokens.read(token).blockingGet())
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.fields().fieldNames()).containsExactly("upload_token"));
  }

  @Test
  void it_says_what_was_declared_for_fifteen_minutes() {
    String token = tokens.sign(IMAGE);
    clock.advance(Duration.ofSeconds(899));
    assertThat(tokens.read(token).blockingGet()).isEqualTo(IMAGE);
    clock.advance(Duration.ofSeconds(1));
    isRefused(token);
  }

  @Test
  void what_we_did_not_sign_says_nothing() {
    String token = tokens.sign(IMAGE);
    String unsigned = "eyJhbGciOiJub25lIn0" + token.substring(token.indexOf('.'));
    isRefused(tokens("another-secret-of-thirty-two-chars").sign(IMAGE));
    isRefused(token.substring(0, token.length() - 3) + "AAA");
    isRefused(unsigned.substring(0, unsigned.lastIndexOf('.') + 1));
    isRefused("no token");
  }
}
