package io.mostrador.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.faults.Selling.Outcome;
import io.mostrador.faults.Selling.Sale;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Goods;
import io.mostrador.testing.OwnRedis;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server, its PostgreSQL behind a proxy and its Redis, each a process of its own; one for all
 * tests of faults, each of which leaves it whole.
 */
final class Shop {

  private static final int PRODUCTS = 8;
  private static final int UNITS = 1_000_000;
  private static Shop shared;

  final OwnPostgres postgres;
  final FaultProxy toPostgres;
  final OwnRedis redis;
  final Node node;
  final Books books;

  private Shop() throws IOException {
    postgres = new OwnPostgres();
    toPostgres = new FaultProxy(postgres.url());
    redis = new OwnRedis();
    books = new Books(postgres.url());
    node = new Node(settings());
  }

  /** Started on the first call, and stopped with the run. */
  static synchronized Shop open() {
    if (shared == null) {
      try {
        shared = new Shop();
      } catch (IOException broken) {
        throw new IllegalStateException(broken);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "close-shop"));
      shared.node.start();
    }
    shared.node.awaitReady();
    return shared;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("MOSTRADOR_DATABASE_URL", toPostgres.url().toString());
    settings.put("MOSTRADOR_REDIS_URL", redis.url().toString());
    settings.put("MOSTRADOR_RATE_LIMITS", "on");
    settings.put("MOSTRADOR_RATE_LIMIT_USER", "100000/s");
    settings.put("MOSTRADOR_RATE_LIMIT_ANONYMOUS", "100000/s");
    settings.put("MOSTRADOR_RATE_LIMIT_PUBLIC_CATALOG", "100000/s");
    settings.put("MOSTRADOR_REQUEST_SECONDS", "2");
    return settings;
  }

  private void close() {
    node.close();
    toPostgres.close();
    redis.close();
    postgres.close();
  }

  /** Sells goods that nobody else sells. */
  Selling sell() {
    return sell(node);
  }

  static Selling sell(Node node) {
    ApiClient admin = node.admin();
    Goods goods = new Goods(admin);
    List<String> products = new ArrayList<>();
    for (int each = 0; each < PRODUCTS; each++) {
      products.add(goods.product("100.00", Integer.toString(UNITS)));
    }
    return new Selling(node.base(), admin.header("Authorization"), products);
  }

  /** Each answered sale exists once and each other at most once, and after a retry once too. */
  void settle(Selling selling) {
    settle(selling, node, books);
  }

  static void settle(Selling selling, Node node, Books books) {
    selling.stop();
    List<Outcome> outcomes = selling.outcomes();
    Map<BigDecimal, List<String>> kept = books.sales(selling.products());
    for (Outcome outcome : outcomes) {
      List<String> ids = kept.getOrDefault(outcome.sale().price(), List.of());
      if (outcome.isSold()) {
        assertThat(ids).as("answered %s", outcome).containsExactly(outcome.id());
      } else {
        assertThat(ids).as("not answered %s", outcome).hasSizeLessThan(2);
      }
    }
    List<Outcome> open = outcomes.stream().filter(each -> !each.isSold()).toList();
    List<Outcome> late = selling.retry(node.base(), open.stream().map(Outcome::sale).toList());
    Map<BigDecimal, List<String>> after = books.sales(selling.products());
    for (Outcome outcome : late) {
      Sale sale = outcome.sale();
      assertThat(after.get(sale.price())).as("retried %s", sale).containsExactly(outcome.id());
      assertThat(kept.getOrDefault(sale.price(), List.of(outcome.id())))
          .as("a retry of what was kept answers that")
          .containsExactly(outcome.id());
    }
    assertThat(after).hasSize(outcomes.size());
    assertThat(books.stock(selling.products()))
        .isEqualByComparingTo(BigDecimal.valueOf((long) PRODUCTS * UNITS - outcomes.size()));
    books.areRight();
  }

  /** Seconds that the slowest answer took, of those that began in between. */
  static double slowest(Selling selling, long from, long to) {
    return selling.outcomes().stream()
            .filter(each -> each.startedAt() >= from && each.startedAt() <= to)
            .mapToLong(Outcome::tookNanos)
            .max()
            .orElse(0)
        / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
