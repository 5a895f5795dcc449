package io.mostrador.platform.http.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.http.cache.AnswerStore.Kept;
import io.mostrador.platform.http.cache.CachedAnswer.Labels;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers that this process has ready: first its own memory is asked, then what other nodes
 * left, then the domain, once for all who wait.
 *
 * <p>What changes seldom and shows in many answers drops a whole group; what changes often drops
 * the answers that have its tag.
 *
 * <p>Bounded by weight. An answer is used for its life and no longer, counted from the query that
 * made it on whichever node; so a drop that is not heard of costs that much staleness and no more.
 */
public final class ResponseCache {

  private static final Logger log = LoggerFactory.getLogger(ResponseCache.class);
  private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(5);

  /**
   * What an answer is kept under.
   *
   * @param group what is dropped together
   * @param target the request in its one spelling
   */
  public record Key(String group, String target) {}

  private record Slot(Key key, Epoch epoch) {}

  /** An answer on its way; equal to itself only. */
  private static final class Making {

    private Single<CachedAnswer> answer;
  }

  /** When a drop is said, a node may hear it this much later. */
  private static final long SLOWEST_MESSAGE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Cache<Slot, CachedAnswer> answers;
  private final Map<Slot, Making> underway = new ConcurrentHashMap<>();
  private final Map<String, Epoch> epochs = new ConcurrentHashMap<>();
  private final AnswerStore shared;
  private final DroppedTags dropped;
  private final Duration life;
  private final Duration absence;
  private final CharSequence cacheControl;
  private final Counter hits;
  private final Counter stale;
  private final Counter coalesced;
  private final Counter misses;
  private final Counter found;

  public ResponseCache(AnswerStore shared, long bytes, KeepingTimes times, MeterRegistry metrics) {
    this.shared = shared;
    this.life = times.here();
    this.cacheControl = times.header();
    this.dropped = new DroppedTags(life);
    this.absence = life.compareTo(LONGEST_ABSENCE) < 0 ? life : LONGEST_ABSENCE;
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Slot slot, CachedAnswer answer) -> weight(slot, answer))
            .expireAfter(Expiry.writing((Slot slot, CachedAnswer answer) -> answer.life()))
            .executor(Runnable::run)
            .build();
    this.hits = counter(metrics, "hit");
    this.stale = counter(metrics, "stale");
    this.coalesced = counter(metrics, "coalesced");
    this.misses = counter(metrics, "miss");
    this.found = counter(metrics, "shared");
    Gauge.builder("mostrador.cache.bytes", this, ResponseCache::bytes)
        .description("What the ready answers weigh")
        .register(metrics);
  }

  private static int weight(Slot slot, CachedAnswer answer) {
    return slot.key().target().length() + answer.bytes();
  }

  private static Counter counter(MeterRegistry metrics, String result) {
    return Counter.builder("mostrador.cache.requests")
        .description("Requests for public reads, by where their answer came from")
        .tag("result", result)
        .register(metrics);
  }

  /** What is in memory and fresh: counted as a hit. */
  public Optional<CachedAnswer> ready(Key key) {
    CachedAnswer answer = answers.getIfPresent(slot(key));
    if (answer == null || !answer.isFresh()) {
      return Optional.empty();
    }
    hits.increment();
    return Optional.of(answer);
  }

  /**
   * The answer from wherever it is; fails as {@code query} does, but for {@code not_found}.
   *
   * @param query asks the domain; run once for all who wait
   */
  public Single<CachedAnswer> get(Key key, Single<Reply> query) {
    return Single.defer(
        () -> {
          Slot slot = slot(key);
          CachedAnswer answer = answers.getIfPresent(slot);
          if (answer == null) {
            return once(slot, find(slot).switchIfEmpty(make(slot, query)));
          }
          if (answer.isFresh()) {
            hits.increment();
          } else {
            stale.increment();
            refresh(slot, query);
          }
          return Single.just(answer);
        });
  }

  /** Forgets the answers of {@code group}, those that are being made included. */
  public void drop(String group) {
    epochs.put(group, new Epoch());
  }

  /** Forgets the answers of {@code group} that show any of {@code tags}; the same. */
  public void drop(String group, Set<String> tags) {
    if (!dropped.remember(tags)) {
      drop(group);
      return;
    }
    underway.keySet().removeIf(slot -> slot.key().group().equals(group)); // who asks now asks anew
    answers
        .asMap()
        .entrySet()
        .removeIf(each -> each.getKey().key().group().equals(group) && each.getValue().shows(tags));
  }

  /** Forgets everything, as after a time in which drops may have gone unheard. */
  public void dropAll() {
    epochs.clear();
  }

  private double bytes() {
    return answers.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  private Slot slot(Key key) {
    Epoch now = epochs.get(key.group());
    return new Slot(
        key, now == null ? epochs.computeIfAbsent(key.group(), first -> new Epoch()) : now);
  }

  /** Joins the making that is underway, or begins it. */
  private Single<CachedAnswer> once(Slot slot, Single<CachedAnswer> making) {
    AtomicBoolean isFirst = new AtomicBoolean();
    Making joined =
        underway.computeIfAbsent(
            slot,
            absent -> {
              isFirst.set(true);
              return begun(slot, making);
            });
    if (!isFirst.get()) {
      coalesced.increment();
    }
    return joined.answer;
  }

  private Making begun(Slot slot, Single<CachedAnswer> source) {
    Making making = new Making();
    long asked = System.nanoTime();
    making.answer =
        source
            .doOnSuccess(made -> keep(slot, made, asked))
            .doFinally(() -> underway.remove(slot, making))
            .cache();
    return making;
  }

  /** Unless it shows what has changed since it was asked for. */
  private void keep(Slot slot, CachedAnswer made, long asked) {
    answers.put(slot, made);
    if (dropped.anySince(made.tags(), asked)) { // looked at last, so that no drop slips through
      answers.asMap().remove(slot, made);
    }
  }

  @SuppressWarnings("CheckReturnValue") // nobody waits for it: the old answer has been sent
  private void refresh(Slot slot, Single<Reply> query) {
    if (!underway.containsKey(slot)) {
      once(slot, make(slot, query))
          .subscribe(made -> {}, failed -> log.debug("no fresh answer for {}", slot.key(), failed));
    }
  }

  /** In memory after all, since it was made while we were looking; or on another node. */
  private Maybe<CachedAnswer> find(Slot slot) {
    return Maybe.fromCallable(() -> answers.getIfPresent(slot))
        .doOnSuccess(answer -> coalesced.increment())
        .switchIfEmpty(Maybe.defer(() -> findShared(slot)));
  }

  private Maybe<CachedAnswer> findShared(Slot slot) {
    return Maybe.fromOptional(slot.epoch().version())
        .flatMap(version -> shared.find(version, slot.key().target()))
        .filter(kept -> kept.millisLeft() > 0 && !dropped.anySince(kept.tags(), earliest(kept)))
        .map(
            kept ->
                CachedAnswer.ok(
                    labels(slot, kept.tags()), kept.body(), Duration.ofMillis(kept.millisLeft())))
        .doOnSuccess(answer -> found.increment());
  }

  /** When the answer was made, or somewhat before: its node may have heard of drops later. */
  private long earliest(Kept kept) {
    Duration age = life.minusMillis(kept.millisLeft());
    return System.nanoTime() - age.toNanos() - SLOWEST_MESSAGE_NANOS;
  }

  private Labels labels(Slot slot, Set<String> tags) {
    return new Labels(slot.key().group(), tags, cacheControl);
  }

  private Single<CachedAnswer> make(Slot slot, Single<Reply> query) {
    return query
        .doOnSubscribe(begun -> misses.increment())
        .map(reply -> made(slot, reply))
        .onErrorResumeNext(error -> absent(slot, error));
  }

  private CachedAnswer made(Slot slot, Reply reply) {
    CachedAnswer answer =
        CachedAnswer.ok(labels(slot, reply.tags()), Json.encodeToBuffer(reply.body()), life);
    reply
        .version()
        .ifPresent(
            version -> {
              slot.epoch().learn(version);
              shared.keep(
                  version,
                  slot.key().target(),
                  new Kept(answer.body(), answer.tags(), life.toMillis()));
            });
    return answer;
  }

  private Single<CachedAnswer> absent(Slot slot, Throwable error) {
    return error instanceof Failure failure && failure.status() == 404
        ? Single.just(
            CachedAnswer.notFound(labels(slot, Set.of()), failure.toJson().toBuffer(), absence))
        : Single.error(error);
  }
}
