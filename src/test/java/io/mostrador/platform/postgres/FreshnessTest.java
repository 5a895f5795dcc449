package io.mostrador.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FreshnessTest {

  private final Freshness freshness = new Freshness();

  @Test
  void nothing_is_known_before_both_have_answered() {
    assertThat(freshness.lagNanos(100)).isEqualTo(Long.MAX_VALUE);
    freshness.written(10, 1);
    assertThat(freshness.lagNanos(100)).isEqualTo(Long.MAX_VALUE);
    assertThat(freshness.shows(0)).isFalse();
  }

  @Test
  void a_replica_that_has_read_all_shows_the_moment_before_the_primary_was_asked() {
    freshness.written(10, 1_000);
    freshness.read(10);
    assertThat(freshness.shows(1_000)).isTrue();
    assertThat(freshness.shows(1_001)).isFalse();
    assertThat(freshness.lagNanos(1_300)).isEqualTo(300);
  }

  @Test
  void one_that_reads_nothing_more_grows_older() {
    freshness.written(10, 1_000);
    freshness.read(10);
    freshness.written(20, 2_000);
    freshness.read(15);
    assertThat(freshness.lagNanos(3_000)).isEqualTo(2_000);
    freshness.read(20);
    assertThat(freshness.lagNanos(3_000)).isEqualTo(1_000);
  }

  @Test
  void a_shop_where_nobody_buys_does_not_make_it_older() {
    for (int moment = 0; moment < 5_000; moment++) {
      freshness.written(10, moment);
      freshness.read(10);
    }
    assertThat(freshness.lagNanos(5_000)).isEqualTo(1);
  }

  @Test
  void when_another_server_becomes_the_primary_nothing_is_known() {
    freshness.written(100, 1);
    freshness.read(100);
    freshness.written(200, 2);
    freshness.written(50, 3);
    assertThat(freshness.shows(1)).isFalse();
    freshness.read(50);
    assertThat(freshness.shows(3)).isTrue();
  }

  @Property
  void it_never_claims_to_show_what_was_not_read(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 9) Integer> steps,
      @ForAll @IntRange(min = 0, max = 400) int read) {
    Freshness of = new Freshness();
    long position = 0;
    long newest = -1;
    for (int moment = 0; moment < steps.size(); moment++) {
      position += steps.get(moment);
      of.written(position, moment);
      newest = position <= read ? moment : newest;
    }
    of.read(read);
    assertThat(of.shows(newest + 1)).isFalse();
    assertThat(newest < 0 || of.shows(newest)).isTrue();
  }
}
