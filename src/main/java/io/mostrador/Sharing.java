package io.mostrador;

import io.micrometer.core.instrument.MeterRegistry;
import io.mostrador.platform.bus.Job;
import io.mostrador.platform.http.HealthCheck;
import io.mostrador.platform.http.Limiter;
import io.mostrador.platform.http.MeasuredLimiter;
import io.mostrador.platform.http.cache.KeepingTimes;
import io.mostrador.platform.http.cache.ResponseCache;
import io.mostrador.platform.redis.RedisAnswers;
import io.mostrador.platform.redis.RedisChannel;
import io.mostrador.platform.redis.RedisLimiter;
import io.mostrador.platform.redis.RedisLink;
import io.mostrador.platform.settings.Settings;
import io.vertx.rxjava3.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What this node shares with others through Redis: counts of limits, answers of public reads, and
 * the word that those are out of date. Without Redis it goes on alone.
 */
final class Sharing {

  private static final Duration COUNTS_SHARED_EVERY = Duration.ofSeconds(1);
  private static final long MEGABYTE = 1024 * 1024;

  private final String namespace;
  private final RedisLink limits;
  private final RedisLink answers;
  private final RedisChannel channel;
  private final Runnable onChange;
  private final ResponseCache cache;
  private final Limiter limiter;
  private final List<Job> jobs;

  /**
   * @param database its name tells this installation from others on the same Redis
   * @param onChange called when public reads may have changed, here or on another node
   */
  Sharing(
      Vertx vertx,
      Settings settings,
      URI redis,
      String database,
      Runnable onChange,
      MeterRegistry metrics) {
    this.onChange = onChange;
    this.namespace = "mostrador:" + database + ":";
    this.limits = RedisLink.open(vertx, redis, "limits");
    this.answers = RedisLink.open(vertx, redis, "answers");
    this.cache =
        new ResponseCache(
            new RedisAnswers(answers, namespace),
            settings.catalog().cacheMegabytes() * MEGABYTE,
            times(settings.catalog()),
            metrics);
    this.channel =
        new RedisChannel(vertx, redis, namespace + "drop", answers, new Drops(cache, onChange));
    channel.open();
    if (settings.rateLimits().on()) {
      RedisLimiter counting =
          new RedisLimiter(limits, namespace, settings.rateLimits().buckets(), metrics);
      this.limiter = new MeasuredLimiter(counting, metrics);
      this.jobs = List.of(Job.every(COUNTS_SHARED_EVERY, "limits.share", counting::share));
    } else {
      this.limiter = Limiter.UNLIMITED;
      this.jobs = List.of();
    }
  }

  private static KeepingTimes times(Settings.Catalog catalog) {
    return new KeepingTimes(
        Duration.ofSeconds(catalog.cacheSeconds()),
        Duration.ofSeconds(catalog.maxAgeSeconds()),
        Duration.ofSeconds(catalog.sharedMaxAgeSeconds()),
        Duration.ofSeconds(catalog.staleSeconds()));
  }

  /** Hears the name of a group, or that and tags, with blanks between. */
  private record Drops(ResponseCache cache, Runnable onChange) implements RedisChannel.Listener {

    @Override
    public void heard(String text) {
      onChange.run();
      List<String> words = List.of(text.split(" "));
      if (words.size() == 1) {
        cache.drop(text);
      } else {
        cache.drop(words.get(0), Set.copyOf(words.subList(1, words.size())));
      }
    }

    @Override
    public void listening() {
      onChange.run();
      cache.dropAll();
    }
  }

  Limiter limiter() {
    return limiter;
  }

  ResponseCache cache() {
    return cache;
  }

  /** Forgets the answers of {@code group}: here at once, on other nodes as soon as they hear it. */
  void drop(String group) {
    onChange.run();
    cache.drop(group);
    channel.say(group);
  }

  /** Forgets those that show any of {@code tags}; the same. */
  void drop(String group, Set<String> tags) {
    onChange.run();
    cache.drop(group, tags);
    channel.say(group + " " + String.join(" ", tags));
  }

  List<Job> jobs() {
    return jobs;
  }

  HealthCheck healthCheck() {
    return new HealthCheck("redis", false, limits.probe(namespace + "probe"));
  }

  void close() {
    channel.close();
    limits.close();
    answers.close();
  }
}
