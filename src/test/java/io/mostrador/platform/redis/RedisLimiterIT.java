package io.mostrador.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mostrador.platform.http.Limiter.Verdict;
import io.mostrador.platform.settings.Rate;
import io.mostrador.testing.FreePort;
import io.mostrador.testing.OwnRedis;
import io.mostrador.testing.Patience;
import io.mostrador.testing.TestServices;
import io.vertx.rxjava3.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RedisLimiterIT {

  private static final Map<String, Rate> BUCKETS =
      Map.of("login", new Rate(5, 60), "short", new Rate(2, 1), "reads", new Rate(100, 60));
  private static final Vertx vertx = Vertx.vertx();

  private final String namespace = "test:" + UUID.randomUUID() + ":";

  @AfterAll
  static void close() {
    vertx.rxClose().blockingAwait();
  }

  private RedisLimiter limiter(URI redis) {
    RedisLink link = RedisLink.open(vertx, redis, "test");
    awaitAnswer(link);
    return new RedisLimiter(link, namespace, BUCKETS, new SimpleMeterRegistry());
  }

  private RedisLimiter limiter() {
    return limiter(TestServices.get().redisUrl());
  }

  private RedisLimiter limiterWithoutRedis() {
    URI nobody = URI.create("redis://127.0.0.1:" + FreePort.next());
    return new RedisLimiter(
        RedisLink.open(vertx, nobody, "test"), namespace, BUCKETS, new SimpleMeterRegistry());
  }

  private static void awaitAnswer(RedisLink link) {
    for (int tries = 0; tries < 100; tries++) {
      if (isWell(link)) {
        return;
      }
      Patience.pause(50);
    }
    throw new IllegalStateException("Redis does not answer");
  }

  private static boolean isWell(RedisLink link) {
    return link.ping().toSingleDefault(true).onErrorReturnItem(false).blockingGet();
  }

  @CanIgnoreReturnValue
  private static Verdict take(RedisLimiter limiter, String bucket) {
    return limiter.take(bucket, "someone").blockingGet();
  }

  @CanIgnoreReturnValue
  private static List<Integer> remaining(RedisLimiter limiter, int times) {
    return IntStream.range(0, times).mapToObj(i -> take(limiter, "login").remaining()).toList();
  }

  @CanIgnoreReturnValue
  private static Verdict read(RedisLimiter limiter, String subject) {
    return limiter.count("reads", subject);
  }

  @Test
  void each_request_leaves_one_less_until_one_is_too_many() {
    RedisLimiter limiter = limiter();
    assertThat(remaining(limiter, 7)).containsExactly(4, 3, 2, 1, 0, -1, -1);
    Verdict last = take(limiter, "login");
    assertThat(last.isExceeded()).isTrue();
    assertThat(last.limit()).isEqualTo(5);
    assertThat(last.resetSeconds()).isBetween(55, 60);
    assertThat(limiter.take("login", "someone else").blockingGet().remaining()).isEqualTo(4);
  }

  @Test
  void nodes_count_together() {
    RedisLimiter one = limiter();
    RedisLimiter other = limiter();
    assertThat(remaining(one, 3)).containsExactly(4, 3, 2);
    assertThat(remaining(other, 3)).containsExactly(1, 0, -1);
    assertThat(take(one, "login").isExceeded()).isTrue();
  }

  @Test
  void many_at_once_get_as_many_as_there_are() {
    RedisLimiter one = limiter();
    RedisLimiter other = limiter();
    List<Boolean> refused =
        io.reactivex.rxjava3.core.Flowable.range(0, 40)
            .flatMapSingle(i -> (i % 2 == 0 ? one : other).take("login", "someone"))
            .map(Verdict::isExceeded)
            .toList()
            .blockingGet();
    assertThat(refused).filteredOn(each -> !each).hasSize(5);
  }

  @Test
  void looking_counts_nothing() {
    RedisLimiter limiter = limiter();
    for (int i = 0; i < 10; i++) {
      assertThat(limiter.peek("login", "someone").blockingGet().remaining()).isEqualTo(5);
    }
    remaining(limiter(), 5);
    Verdict seen = limiter.peek("login", "someone").blockingGet();
    assertThat(seen.isUsedUp()).isTrue();
    assertThat(seen.isExceeded()).isFalse();
  }

  @Test
  void a_window_ends_when_it_said_it_would() {
    RedisLimiter limiter = limiter();
    assertThat(take(limiter, "short").remaining()).isEqualTo(1);
    assertThat(take(limiter, "short").remaining()).isZero();
    assertThat(take(limiter, "short").isExceeded()).isTrue();
    Patience.pause(1_050);
    assertThat(take(limiter, "short").remaining()).isEqualTo(1);
  }

  @Test
  void what_was_counted_here_is_known_there_once_it_is_shared() {
    RedisLimiter one = limiter();
    RedisLimiter other = limiter();
    for (int i = 0; i < 60; i++) {
      read(one, "someone");
    }
    assertThat(read(other, "someone").remaining()).isEqualTo(99);
    one.share().blockingAwait();
    other.share().blockingAwait();
    assertThat(read(other, "someone").remaining()).isEqualTo(100 - 60 - 2);
    read(one, "someone");
    one.share().blockingAwait();
    assertThat(read(one, "someone").remaining()).isEqualTo(100 - 60 - 1 - 1 - 1);
  }

  @Test
  void more_subjects_than_go_into_one_script_are_shared_too() {
    RedisLimiter one = limiter();
    RedisLimiter other = limiter();
    IntStream.range(0, 450).forEach(i -> read(one, "number " + i));
    one.share().blockingAwait();
    IntStream.range(0, 450)
        .forEach(
            i ->
                assertThat(other.peek("reads", "number " + i).blockingGet().remaining())
                    .isEqualTo(99));
  }

  @Test
  void without_redis_the_process_counts_alone_and_no_limit_opens() {
    RedisLimiter limiter = limiterWithoutRedis();
    assertThat(remaining(limiter, 7)).containsExactly(4, 3, 2, 1, 0, -1, -1);
    assertThat(limiter.peek("login", "someone").blockingGet().isUsedUp()).isTrue();
  }

  @Test
  void a_redis_that_goes_takes_no_count_along_and_is_used_again_when_it_is_back()
      throws IOException {
    try (OwnRedis redis = new OwnRedis()) {
      RedisLimiter one = limiter(redis.url());
      RedisLimiter other = limiter(redis.url());
      assertThat(remaining(one, 3)).containsExactly(4, 3, 2);
      redis.stop();
      assertThat(remaining(one, 1)).containsExactly(1);
      redis.start();
      long back = System.nanoTime();
      while (other.peek("login", "someone").blockingGet().remaining() != 4) {
        one.peek("login", "someone")
            .ignoreElement()
            .blockingAwait(); // tells what it has counted alone
        Patience.pause(50);
        assertThat(System.nanoTime() - back).isLessThan(TimeUnit.SECONDS.toNanos(5));
      }
    }
  }

  @Test
  void a_frozen_redis_holds_nobody_up() throws IOException {
    try (OwnRedis redis = new OwnRedis()) {
      RedisLink link = RedisLink.open(vertx, redis.url(), "frozen");
      awaitAnswer(link);
      RedisLimiter limiter = new RedisLimiter(link, namespace, BUCKETS, new SimpleMeterRegistry());
      take(limiter, "login");
      redis.freeze();
      for (int i = 0; i < 4; i++) {
        long start = System.nanoTime();
        assertThat(take(limiter, "login").remaining()).isEqualTo(3 - i);
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(400));
      }
      redis.thaw();
      long back = System.nanoTime();
      while (!isWell(link)) {
        assertThat(System.nanoTime() - back).isLessThan(TimeUnit.SECONDS.toNanos(5));
        Patience.pause(50);
      }
    }
  }

  @Test
  void a_bucket_that_nobody_set_is_a_mistake_of_ours() {
    RedisLimiter limiter = limiterWithoutRedis();
    assertThatThrownBy(() -> limiter.count("nobody", "someone"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
