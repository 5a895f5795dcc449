package io.mostrador.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.faults.FaultProxy.Cut;
import io.mostrador.faults.Selling.Outcome;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Patience;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@Tag("faults")
@Timeout(300)
class PostgresFaultIT {

  private static final int UNASKED = 2;

  private static final String REPORT = "/reports/sales/";
  private static final double SLOWEST_WHEN_AWAY = 2.0;

  /** PostgreSQL itself cancels before, and the bus gives up after five seconds. */
  private static final double LONGEST_WAIT = 5.5;

  private final Shop shop = Shop.open();

  @Test
  void a_postgresql_that_is_killed_is_answered_at_once_and_used_again_when_it_is_back() {
    for (int time = 0; time < Form.times(1, 5); time++) {
      comesBack("postgres kill -9", shop.postgres::kill);
    }
  }

  @Test
  void so_is_one_that_is_stopped_at_once() {
    for (int time = 0; time < Form.times(1, 5); time++) {
      comesBack("postgres stop -m immediate", shop.postgres::stopImmediately);
    }
  }

  private void comesBack(String fault, Runnable end) {
    try (Selling selling = shop.sell()) {
      selling.awaitSold(50);
      long from = System.nanoTime();
      end.run();
      Patience.pause(Form.times(1_000, 4_000));
      assertThat(shop.node.readiness()).isEqualTo("unavailable");
      long to = System.nanoTime();
      shop.postgres.start();
      long first = selling.firstSaleAfter(System.nanoTime(), 5);
      selling.stop();
      double slowest = Shop.slowest(selling, from, to);
      assertThat(slowest).isLessThan(SLOWEST_WHEN_AWAY);
      measured(fault, "ready", first, slowest);
      areUnavailable(selling.outcomes());
      shop.node.await("ok", 5_000);
      shop.settle(selling);
    }
  }

  private static void measured(String fault, String when, long first, double slowest) {
    Form.measured(
        fault,
        "first success %s after %s, slowest answer meanwhile %.2f s"
            .formatted(Form.seconds(first), when, slowest));
  }

  private static void areUnavailable(List<Outcome> outcomes) {
    assertThat(outcomes)
        .filteredOn(each -> !each.isSold())
        .isNotEmpty()
        .allSatisfy(
            each -> {
              assertThat(each.status()).as(each.toString()).isEqualTo(503);
              assertThat(each.note()).matches("[1-9]\\d* .*\"code\":\"unavailable\".*");
            });
  }

  @Test
  void a_postgresql_that_is_read_only_is_answered_and_its_connections_are_given_up() {
    ApiClient admin = shop.node.admin();
    try (Selling selling = shop.sell()) {
      selling.awaitSold(50);
      Set<Integer> before = shop.postgres.connections("mostrador");
      long from = System.nanoTime();
      shop.postgres.set("default_transaction_read_only", "on");
      long first;
      try {
        awaitGone(before);
        admin.get("/products/?page_size=1").is(200);
      } finally {
        shop.postgres.set("default_transaction_read_only", "off");
        first = selling.firstSaleAfter(System.nanoTime(), 5);
      }
      selling.stop();
      areUnavailable(selling.outcomes());
      measured(
          "postgres read-only",
          "it is writable",
          first,
          Shop.slowest(selling, from, System.nanoTime()));
      shop.settle(selling);
    }
  }

  /** All but those that nobody happened to ask meanwhile; they are given up when they are. */
  private void awaitGone(Set<Integer> connections) {
    long start = System.nanoTime();
    while (shop.postgres.connections("mostrador").stream().filter(connections::contains).count()
        > UNASKED) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
      Patience.pause(50);
    }
  }

  @Test
  void a_postgresql_that_is_frozen_is_given_up_and_used_again_when_it_thaws() {
    isGivenUp("postgres frozen", shop.postgres::freeze, shop.postgres::thaw);
  }

  @Test
  @EnabledIfSystemProperty(named = "mostrador.faults", matches = "long")
  void so_is_one_behind_a_network_that_swallows_everything() {
    isGivenUp("network stalled", shop.toPostgres::stall, shop.toPostgres::flow);
  }

  private void isGivenUp(String fault, Runnable freeze, Runnable thaw) {
    ApiClient admin = shop.node.admin();
    try (Selling selling = shop.sell()) {
      selling.awaitSold(50);
      admin.get(REPORT).is(200);
      long from = System.nanoTime();
      freeze.run();
      double longest;
      List<CompletableFuture<Answer>> reads;
      try {
        reads =
            List.of(
                CompletableFuture.supplyAsync(() -> admin.get(REPORT)),
                CompletableFuture.supplyAsync(() -> admin.get("/products/?q=" + from)));
        longest = longestWait(TimeUnit.SECONDS.toNanos(Form.times(7, 20)));
        reads.forEach(read -> read.join().isRefused(503, "unavailable"));
      } finally {
        thaw.run();
      }
      long first = selling.firstSaleAfter(System.nanoTime(), 5);
      assertThat(longest).isLessThan(LONGEST_WAIT);
      admin.get(REPORT).is(200);
      admin.get("/products/?q=" + from).is(200);
      selling.stop();
      areUnavailable(selling.outcomes());
      measured(fault, "it thaws", first, Shop.slowest(selling, from, System.nanoTime()));
      shop.node.await("ok", 5_000);
      shop.settle(selling);
    }
  }

  /** Seconds that any connection goes on waiting for an answer meanwhile. */
  private double longestWait(long nanos) {
    long end = System.nanoTime() + nanos;
    long longest = 0;
    while (System.nanoTime() < end) {
      longest = Math.max(longest, shop.toPostgres.longestWait());
      Patience.pause(50);
    }
    return longest / 1e9;
  }

  @Test
  void a_connection_that_is_cut_around_its_commit_leaves_one_sale_or_none() {
    for (Cut where : Cut.values()) {
      try (Selling selling = shop.sell()) {
        selling.awaitSold(50);
        shop.toPostgres.cutCommits(where, Form.times(20, 200));
        long start = System.nanoTime();
        while (shop.toPostgres.cutsLeft() > 0) {
          assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(60));
          Patience.pause(20);
        }
        long first = selling.firstSaleAfter(System.nanoTime(), 5);
        selling.awaitSold(50);
        selling.stop();
        areUnavailable(selling.outcomes());
        Form.measured(
            "connection cut " + where.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
            "first success %s after the last cut".formatted(Form.seconds(first)));
        shop.settle(selling);
      }
    }
  }

  @Test
  void all_connections_cut_at_once_are_made_anew() {
    try (Selling selling = shop.sell()) {
      selling.awaitSold(50);
      shop.toPostgres.cutAll();
      Patience.pause(500);
      shop.toPostgres.flow();
      long first = selling.firstSaleAfter(System.nanoTime(), 5);
      selling.stop();
      areUnavailable(selling.outcomes());
      Form.measured("all connections cut", "first success %s after".formatted(Form.seconds(first)));
      shop.settle(selling);
    }
  }
}
