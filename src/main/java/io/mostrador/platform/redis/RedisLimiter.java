package io.mostrador.platform.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mostrador.platform.http.Limiter;
import io.mostrador.platform.settings.Rate;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts requests together with all other nodes in Redis, and by itself while Redis is away.
 *
 * <p>Windows are fixed and open with a subject's first request. So {@code RateLimit-Reset} is what
 * it says, Redis keeps one number a subject, and counts that were made elsewhere can be added
 * later; the price is that twice the limit may pass around the end of a window.
 *
 * <p>Each subject's window is also known here. Without Redis it goes on from what was last heard,
 * so that no limit opens; what was counted alone is told when Redis is back.
 */
public final class RedisLimiter implements Limiter {

  private static final int MOST_SUBJECTS = 50_000;
  private static final int MOST_UNSHARED = 10_000;
  private static final int SUBJECTS_AT_ONCE = 200;
  private static final int LONGEST_SUBJECT = 100;

  /** For each key: units to add and the length of its window. Answers count and time left. */
  private static final String ADD =
      """
      local answer = {}
      for i, key in ipairs(KEYS) do
        local units = tonumber(ARGV[2 * i - 1])
        local count = 0
        if units > 0 then
          count = redis.call('INCRBY', key, units)
        else
          count = tonumber(redis.call('GET', key) or 0)
        end
        local left = redis.call('PTTL', key)
        if left < 0 then
          left = tonumber(ARGV[2 * i])
          redis.call('PEXPIRE', key, left)
        end
        answer[2 * i - 1] = count
        answer[2 * i] = left
      end
      return answer
      """;

  private record Subject(String bucket, String name) {}

  private record Told(Subject subject, Window window, int units) {}

  private final RedisLink redis;
  private final String prefix;
  private final Map<String, Rate> buckets;
  private final Cache<Subject, Window> windows =
      Caffeine.newBuilder().maximumSize(MOST_SUBJECTS).executor(Runnable::run).build();
  private final Set<Subject> unshared = ConcurrentHashMap.newKeySet();
  private final Counter alone;

  /**
   * @param namespace begins all keys; the same on all nodes
   */
  public RedisLimiter(
      RedisLink redis, String namespace, Map<String, Rate> buckets, MeterRegistry metrics) {
    this.alone =
        Counter.builder("mostrador.limiter.alone")
            .description("Requests that were counted without Redis")
            .register(metrics);
    this.redis = redis;
    this.prefix = namespace + "limit:";
    this.buckets = Map.copyOf(buckets);
  }

  @Override
  public Single<Verdict> take(String bucket, String subject) {
    return Single.defer(
        () -> {
          Subject of = subject(bucket, subject);
          Window window = window(of);
          long now = System.nanoTime();
          return window.isUsedUp(now)
              ? Single.just(window.add(now))
              : exchange(new Told(of, window, window.take(now)));
        });
  }

  @Override
  public Single<Verdict> peek(String bucket, String subject) {
    return Single.defer(
        () -> {
          Subject of = subject(bucket, subject);
          return exchange(told(of));
        });
  }

  @Override
  public Verdict count(String bucket, String subject) {
    Subject of = subject(bucket, subject);
    Verdict verdict = window(of).add(System.nanoTime());
    if (!unshared.contains(of) && unshared.size() < MOST_UNSHARED) {
      unshared.add(of);
    }
    return verdict;
  }

  /** Tells Redis what {@link #count} has counted; to be run about once a second. */
  public Completable share() {
    return Completable.defer(
        () -> {
          List<Subject> all = new ArrayList<>(unshared);
          unshared.removeAll(all);
          return Flowable.fromIterable(all)
              .buffer(SUBJECTS_AT_ONCE)
              .concatMapCompletable(some -> share(some).onErrorComplete());
        });
  }

  private Completable share(List<Subject> subjects) {
    List<Told> told = subjects.stream().map(this::told).toList();
    return add(told)
        .doOnError(away -> told.forEach(each -> unshared.add(each.subject())))
        .ignoreElement();
  }

  /** With all that Redis has not been told of yet. */
  private Told told(Subject subject) {
    Window window = window(subject);
    return new Told(subject, window, window.takeUnsent(System.nanoTime()));
  }

  /** Never fails: without Redis this process' own count decides. */
  private Single<Verdict> exchange(Told told) {
    return add(List.of(told))
        .map(verdicts -> verdicts.get(0))
        .doOnError(away -> alone.increment())
        .onErrorReturn(away -> told.window().look(System.nanoTime()));
  }

  private Single<List<Verdict>> add(List<Told> told) {
    return redis
        .ask(List.of(script(told)))
        .map(replies -> learned(told, replies.get(0)))
        .doOnError(away -> told.forEach(RedisLimiter::giveBack));
  }

  private Request script(List<Told> told) {
    Request eval = Request.cmd(Command.EVAL).arg(ADD).arg(told.size());
    told.forEach(each -> eval.arg(prefix + each.subject().bucket() + ":" + each.subject().name()));
    told.forEach(
        each -> eval.arg(each.units()).arg(buckets.get(each.subject().bucket()).seconds() * 1000L));
    return eval;
  }

  private static List<Verdict> learned(List<Told> told, Response counts) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      long counted = counts.get(2 * i).toLong();
      long leftMillis = counts.get(2 * i + 1).toLong();
      verdicts.add(told.get(i).window().learn(counted, leftMillis, System.nanoTime()));
    }
    return verdicts;
  }

  private static void giveBack(Told told) {
    told.window().giveBack(told.units(), System.nanoTime());
  }

  private Window window(Subject subject) {
    return windows.get(
        subject, opened -> new Window(buckets.get(opened.bucket()), System.nanoTime()));
  }

  /** Callers choose what they are counted by, but not how much room that takes. */
  private Subject subject(String bucket, String name) {
    if (!buckets.containsKey(bucket)) {
      throw new IllegalArgumentException("no bucket " + bucket);
    }
    return new Subject(bucket, name.length() <= LONGEST_SUBJECT ? name : Hash.hex(name));
  }
}
