package io.mostrador.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.faults.Selling.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
@Timeout(600)
class KilledServerFaultIT {

  @Test
  void a_server_that_is_killed_loses_no_sale_and_makes_none_twice() {
    Shop shop = Shop.open();
    try (Selling selling = shop.sell()) {
      long slowest = 0;
      for (int time = 0; time < Form.times(3, 20); time++) {
        selling.awaitSold(40);
        shop.node.kill();
        long start = System.nanoTime();
        shop.node.start();
        slowest = Math.max(slowest, selling.firstSaleAfter(start, 60));
      }
      Form.measured(
          "server kill -9, %d times".formatted(Form.times(3, 20)),
          "first success at most %s after its start".formatted(Form.seconds(slowest)));
      shop.node.awaitReady();
      shop.settle(selling);
    }
  }

  @Test
  void a_server_that_is_told_to_stop_fails_no_request_that_it_took() {
    Shop shop = Shop.open();
    try (Selling selling = shop.sell()) {
      for (int time = 0; time < Form.times(1, 5); time++) {
        selling.awaitSold(100);
        long told = System.nanoTime();
        shop.node.terminate();
        int status = shop.node.awaitEnd(15);
        long took = System.nanoTime() - told;
        shop.node.start();
        shop.node.awaitReady();
        assertThat(status).as("128 and SIGTERM").isEqualTo(143);
        Form.measured("server SIGTERM", "ended after " + Form.seconds(took));
      }
      selling.stop();
      assertThat(selling.outcomes())
          .filteredOn(each -> !each.isSold())
          .allMatch(KilledServerFaultIT::foundNobody);
      shop.settle(selling);
    }
  }

  /** Nobody took the connection, so that the client may send its request elsewhere. */
  private static boolean foundNobody(Outcome outcome) {
    return outcome.status() == 0 && outcome.note().contains("ConnectException");
  }

  @Test
  void with_its_own_postgresql_and_redis_it_needs_no_repair_either(@TempDir Path data)
      throws IOException {
    try (Node node = new Node(Map.of("MOSTRADOR_DATA_DIR", data.toString()))) {
      node.start();
      node.awaitReady();
      try (Selling selling = Shop.sell(node)) {
        selling.awaitSold(100);
        node.kill();
        long start = System.nanoTime();
        node.start();
        long first = selling.firstSaleAfter(start, 60);
        Form.measured(
            "server with its own PostgreSQL, kill -9",
            "first success %s after its start".formatted(Form.seconds(first)));
        node.awaitReady();
        Shop.settle(selling, node, new Books(database(data)));
      }
      node.terminate();
      assertThat(node.awaitEnd(30)).isEqualTo(143);
    }
  }

  private static URI database(Path data) throws IOException {
    return URI.create(
        "postgresql://mostrador:%s@127.0.0.1:%s/mostrador"
            .formatted(
                Files.readString(data.resolve("postgresql.password")).strip(),
                Files.readString(data.resolve("postgresql.port")).strip()));
  }
}
