package io.mostrador.platform.http.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.bus.Reply;
import io.mostrador.testing.Patience;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.observers.TestObserver;
import io.reactivex.rxjava3.subjects.SingleSubject;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResponseCacheTest {

  private static final ResponseCache.Key KEY = new ResponseCache.Key("things", "/things/");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final AtomicInteger queries = new AtomicInteger();
  private final Single<Reply> numbered =
      Single.fromCallable(() -> reply(queries.incrementAndGet()));

  private static Reply reply(int number) {
    return Reply.ok(new JsonObject().put("number", number));
  }

  private static KeepingTimes times(Duration here) {
    return new KeepingTimes(here, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ZERO);
  }

  private ResponseCache cache(Duration life) {
    return new ResponseCache(AnswerStore.NONE, 1_000_000, times(life), metrics);
  }

  @CanIgnoreReturnValue
  private static String body(Single<CachedAnswer> answer) {
    return answer.blockingGet().body().toString();
  }

  private double count(String result) {
    return metrics.get("mostrador.cache.requests").tag("result", result).counter().count();
  }

  @Test
  void an_answer_is_made_once_and_kept() {
    ResponseCache cache = cache(Duration.ofMinutes(1));
    assertThat(cache.ready(KEY)).isEmpty();
    assertThat(body(cache.get(KEY, numbered))).isEqualTo("{\"number\":1}");
    assertThat(body(cache.get(KEY, numbered))).isEqualTo("{\"number\":1}");
    assertThat(cache.ready(KEY)).isPresent();
    assertThat(count("hit")).isEqualTo(2);
    assertThat(count("miss")).isEqualTo(1);
    assertThat(metrics.get("mostrador.cache.bytes").gauge().value()).isPositive();
  }

  @Test
  void those_who_ask_meanwhile_wait_for_the_one_that_is_being_made() {
    ResponseCache cache = cache(Duration.ofMinutes(1));
    SingleSubject<Reply> slow = SingleSubject.create();
    Single<Reply> query = slow.doOnSubscribe(asked -> queries.incrementAndGet());
    List<TestObserver<CachedAnswer>> waiting =
        Stream.generate(() -> cache.get(KEY, query).test()).limit(3).toList();
    waiting.forEach(each -> each.assertNotComplete());
    slow.onSuccess(reply(7));
    assertThat(waiting)
        .allSatisfy(
            each -> assertThat(each.values().get(0).body().toString()).isEqualTo("{\"number\":7}"));
    assertThat(queries).hasValue(1);
    assertThat(count("coalesced")).isEqualTo(2);
  }

  @Test
  void a_drop_also_forgets_what_is_being_made() {
    ResponseCache cache = cache(Duration.ofMinutes(1));
    SingleSubject<Reply> slow = SingleSubject.create();
    TestObserver<CachedAnswer> waiting = cache.get(KEY, slow).test();
    cache.drop("things");
    slow.onSuccess(reply(0));
    waiting.assertValueCount(1);
    assertThat(cache.ready(KEY)).isEmpty();
    assertThat(body(cache.get(KEY, numbered))).isEqualTo("{\"number\":1}");
    cache.drop("other things");
    assertThat(cache.ready(KEY)).isPresent();
    cache.dropAll();
    assertThat(cache.ready(KEY)).isEmpty();
  }

  @Test
  void a_tag_drops_what_shows_it_and_nothing_else() {
    ResponseCache cache = cache(Duration.ofMinutes(1));
    ResponseCache.Key other = new ResponseCache.Key("things", "/things/2/");
    ResponseCache.Key elsewhere = new ResponseCache.Key("other things", "/things/3/");
    body(cache.get(KEY, numbered.map(reply -> reply.about(Set.of("a", "b")))));
    body(cache.get(other, numbered.map(reply -> reply.about(Set.of("b")))));
    body(cache.get(elsewhere, numbered.map(reply -> reply.about(Set.of("a")))));
    cache.drop("things", Set.of("a", "c"));
    assertThat(cache.ready(KEY)).isEmpty();
    assertThat(cache.ready(other)).isPresent();
    assertThat(cache.ready(elsewhere)).isPresent();
  }

  @Test
  void an_answer_that_was_asked_for_before_its_tag_was_dropped_is_not_kept() {
    ResponseCache cache = cache(Duration.ofMinutes(1));
    SingleSubject<Reply> slow = SingleSubject.create();
    TestObserver<CachedAnswer> waiting = cache.get(KEY, slow).test();
    cache.drop("things", Set.of("a"));
    assertThat(body(cache.get(KEY, numbered.map(reply -> reply.about(Set.of("a"))))))
        .as("who asks after the drop does not wait for the old one")
        .isEqualTo("{\"number\":1}");
    slow.onSuccess(reply(0).about(Set.of("a")));
    waiting.assertValueCount(1);
    assertThat(cache.ready(KEY)).isEmpty();
    assertThat(body(cache.get(KEY, numbered.map(reply -> reply.about(Set.of("a"))))))
        .isEqualTo("{\"number\":2}");
    assertThat(cache.ready(KEY)).isPresent();
  }

  @Test
  void more_tags_than_can_be_remembered_drop_the_group() {
    ResponseCache cache = cache(Duration.ofMinutes(1));
    body(cache.get(KEY, numbered));
    for (int i = 0; i < 20; i++) {
      int thousand = i;
      cache.drop(
          "things",
          IntStream.range(0, 1_000)
              .mapToObj(each -> "tag-" + (thousand * 1_000 + each))
              .collect(Collectors.toSet()));
    }
    assertThat(cache.ready(KEY)).isEmpty();
  }

  @Test
  void what_another_node_left_before_a_tag_was_dropped_is_not_taken() {
    Map<String, AnswerStore.Kept> left = new HashMap<>();
    Single<Reply> tagged = numbered.map(reply -> reply.atVersion("v1").about(Set.of("a")));
    ResponseCache.Key other = new ResponseCache.Key("things", "/things/2/");
    ResponseCache one =
        new ResponseCache(new Memory(left), 1_000_000, times(Duration.ofMinutes(1)), metrics);
    body(one.get(KEY, tagged));
    ResponseCache two =
        new ResponseCache(new Memory(left), 1_000_000, times(Duration.ofMinutes(1)), metrics);
    body(two.get(other, tagged));
    two.drop("things", Set.of("a"));
    assertThat(body(two.get(KEY, tagged))).isEqualTo("{\"number\":3}");
  }

  @Test
  void an_answer_near_its_end_is_sent_while_one_other_is_made() {
    ResponseCache cache = cache(Duration.ofMillis(900));
    SingleSubject<Reply> slow = SingleSubject.create();
    Single<Reply> query = slow.doOnSubscribe(asked -> queries.incrementAndGet());
    assertThat(body(cache.get(KEY, numbered))).isEqualTo("{\"number\":1}");
    Patience.pause(650);
    assertThat(cache.ready(KEY)).isEmpty();
    assertThat(body(cache.get(KEY, query))).isEqualTo("{\"number\":1}");
    assertThat(body(cache.get(KEY, query))).isEqualTo("{\"number\":1}");
    assertThat(queries).hasValue(2);
    assertThat(count("stale")).isEqualTo(2);
    slow.onSuccess(reply(8));
    assertThat(cache.ready(KEY).orElseThrow().body().toString()).isEqualTo("{\"number\":8}");
  }

  @Test
  void no_answer_outlives_its_life() {
    ResponseCache cache = cache(Duration.ofMillis(200));
    assertThat(body(cache.get(KEY, numbered))).isEqualTo("{\"number\":1}");
    Patience.pause(250);
    assertThat(body(cache.get(KEY, numbered))).isEqualTo("{\"number\":2}");
  }

  @Test
  void what_is_not_there_is_kept_and_what_went_wrong_is_not() {
    ResponseCache cache = cache(Duration.ofMinutes(1));
    Single<Reply> absent = Single.error(() -> asked(Failure.notFound()));
    Single<Reply> broken = Single.error(() -> asked(Failure.unavailable()));
    ResponseCache.Key other = new ResponseCache.Key("things", "/things/2/");
    body(cache.get(KEY, absent));
    body(cache.get(KEY, absent));
    assertThat(queries).hasValue(1);
    cache.get(other, broken).test().assertError(Failure.class);
    cache.get(other, broken).test().assertError(Failure.class);
    assertThat(queries).hasValue(3);
  }

  private Failure asked(Failure failure) {
    queries.incrementAndGet();
    return failure;
  }

  @Test
  void memory_is_bounded_by_what_the_answers_weigh() {
    ResponseCache cache =
        new ResponseCache(AnswerStore.NONE, 20_000, times(Duration.ofMinutes(1)), metrics);
    for (int i = 0; i < 500; i++) {
      body(cache.get(new ResponseCache.Key("things", "/things/" + i), numbered));
    }
    assertThat(metrics.get("mostrador.cache.bytes").gauge().value()).isBetween(1.0, 20_000.0);
  }

  @Test
  void a_node_takes_what_another_has_left_for_the_version_that_it_knows() {
    Map<String, AnswerStore.Kept> left = new HashMap<>();
    AnswerStore store = new Memory(left);
    Single<Reply> stamped = numbered.map(reply -> reply.atVersion("v1"));
    ResponseCache.Key other = new ResponseCache.Key("things", "/things/2/");
    ResponseCache one = new ResponseCache(store, 1_000_000, times(Duration.ofMinutes(1)), metrics);
    body(one.get(KEY, stamped));
    body(one.get(other, stamped));
    ResponseCache two = new ResponseCache(store, 1_000_000, times(Duration.ofMinutes(1)), metrics);
    assertThat(body(two.get(KEY, stamped))).as("no version known yet").contains("3");
    assertThat(body(two.get(other, stamped))).as("the other node's").contains("2");
    two.drop("things");
    assertThat(body(two.get(other, stamped))).as("an old version is not asked for").contains("4");
  }

  private record Memory(Map<String, Kept> left) implements AnswerStore {

    @Override
    public Maybe<Kept> find(String version, String target) {
      return Maybe.fromCallable(() -> left.get(version + target));
    }

    @Override
    public void keep(String version, String target, Kept answer) {
      left.put(version + target, answer);
    }
  }
}
