package io.mostrador.domain.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.kernel.Failure;
import io.mostrador.platform.http.Limiter;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuessesTest {

  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "198.51.100.7";
  private static final int RESET_SECONDS = 42;

  private final AtomicInteger proofs = new AtomicInteger();
  private final CountingLimiter limiter = new CountingLimiter();
  private final Guesses guesses = new Guesses(limiter);

  /** Counts without a window; ten an address, five a user and address. */
  private static final class CountingLimiter implements Limiter {

    private final Map<String, Integer> limits =
        Map.of("login", 10, "pin_login", 10, "login_user", 5);
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    @Override
    public Single<Verdict> take(String bucket, String subject) {
      return Single.fromCallable(() -> count(bucket, subject));
    }

    @Override
    public Single<Verdict> peek(String bucket, String subject) {
      return Single.fromCallable(() -> verdict(bucket, taken.getOrDefault(bucket + subject, 0)));
    }

    @Override
    public Verdict count(String bucket, String subject) {
      return verdict(bucket, taken.merge(bucket + subject, 1, Integer::sum));
    }

    private Verdict verdict(String bucket, int count) {
      int limit = limits.get(bucket);
      return new Verdict(limit, limit - count, RESET_SECONDS);
    }
  }

  private Maybe<String> wrong() {
    return Maybe.defer(
        () -> {
          proofs.incrementAndGet();
          return Maybe.empty();
        });
  }

  private Maybe<String> right() {
    return wrong().switchIfEmpty(Maybe.just("Ana"));
  }

  /** {@code ok}, {@code wrong} or the failure's code. */
  private static String outcome(Maybe<String> guess) {
    return guess
        .map(proven -> "ok")
        .defaultIfEmpty("wrong")
        .onErrorReturn(error -> ((Failure) error).code())
        .blockingGet();
  }

  private void guessPasswords(int times, String username, String address) {
    IntStream.range(0, times)
        .forEach(
            guess ->
                assertThat(outcome(guesses.password(username, address, wrong())))
                    .isEqualTo("wrong"));
  }

  @Test
  void after_five_wrong_passwords_of_a_user_no_more_are_looked_at() {
    guessPasswords(5, "ana", HERE);
    assertThat(outcome(guesses.password("ana", HERE, right()))).isEqualTo("throttled");
    assertThat(proofs).hasValue(5);
  }

  @Test
  void who_is_throttled_is_told_how_long() {
    guessPasswords(5, "ana", HERE);
    guesses
        .password("ana", HERE, right())
        .test()
        .assertError(
            error ->
                error instanceof Failure failure
                    && failure.status() == 429
                    && failure.retryAfterSeconds() == RESET_SECONDS);
  }

  @Test
  void a_stranger_elsewhere_locks_nobody_out() {
    guessPasswords(5, "ana", ELSEWHERE);
    assertThat(outcome(guesses.password("ana", HERE, right()))).isEqualTo("ok");
    assertThat(outcome(guesses.password("beto", ELSEWHERE, right()))).isEqualTo("ok");
  }

  @Test
  void after_ten_wrong_passwords_an_address_is_throttled_whoever_is_meant() {
    IntStream.range(0, 10).forEach(user -> guessPasswords(1, "user" + user, HERE));
    assertThat(outcome(guesses.password("ana", HERE, right()))).isEqualTo("throttled");
    assertThat(outcome(guesses.password("ana", ELSEWHERE, right()))).isEqualTo("ok");
  }

  @Test
  void only_what_is_wrong_counts() {
    for (int login = 0; login < 20; login++) {
      assertThat(outcome(guesses.password("ana", HERE, right()))).isEqualTo("ok");
      assertThat(outcome(guesses.pin("ana", HERE, right()))).isEqualTo("ok");
    }
  }

  @Test
  void pins_and_passwords_of_a_user_count_together_but_apart_by_address() {
    guessPasswords(3, "ana", HERE);
    assertThat(outcome(guesses.pin("ana", HERE, wrong()))).isEqualTo("wrong");
    assertThat(outcome(guesses.pin("ana", HERE, wrong()))).isEqualTo("wrong");
    assertThat(outcome(guesses.pin("ana", HERE, right()))).isEqualTo("throttled");
    guessPasswords(5, "beto", HERE);
    guessPasswords(2, "caro", HERE);
    assertThat(outcome(guesses.password("dora", HERE, right()))).isEqualTo("throttled");
    assertThat(outcome(guesses.pin("dora", HERE, right()))).isEqualTo("ok");
  }

  @Test
  void guesses_that_are_looked_at_together_are_counted_one_by_one() {
    Maybe<String> othersGuessMeanwhile =
        Maybe.defer(
            () -> {
              guessPasswords(5, "ana", HERE);
              return Maybe.just("Ana");
            });
    assertThat(outcome(guesses.password("ana", HERE, othersGuessMeanwhile))).isEqualTo("throttled");
    Maybe<String> wrongAsWell =
        Maybe.defer(
            () -> {
              guessPasswords(5, "beto", HERE);
              return Maybe.empty();
            });
    assertThat(outcome(guesses.password("beto", HERE, wrongAsWell))).isEqualTo("throttled");
  }

  @Test
  void a_proof_that_breaks_does_not_count() {
    for (int attempt = 0; attempt < 10; attempt++) {
      Maybe<String> broken = Maybe.error(Failure.unavailable());
      assertThat(outcome(guesses.password("ana", HERE, broken))).isEqualTo("unavailable");
    }
    assertThat(outcome(guesses.password("ana", HERE, right()))).isEqualTo("ok");
  }
}
