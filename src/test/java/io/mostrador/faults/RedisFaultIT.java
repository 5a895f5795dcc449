package io.mostrador.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.faults.Selling.Outcome;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Patience;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The counter sells on without Redis. */
@Tag("faults")
@Timeout(120)
class RedisFaultIT {

  private static final long NOTICED_WITHIN_MILLIS = 5_000;
  private static final double SLOWEST = 1.5;

  private final Shop shop = Shop.open();

  @Test
  void while_redis_is_gone() {
    sellsOn("redis killed", shop.redis::stop, shop.redis::start);
  }

  @Test
  void while_redis_is_frozen() {
    sellsOn("redis frozen", shop.redis::freeze, shop.redis::thaw);
  }

  @Test
  void while_redis_takes_no_writes_for_want_of_replicas() {
    sellsOn(
        "redis without replicas",
        () -> tell("CONFIG SET min-replicas-to-write 1"),
        () -> tell("CONFIG SET min-replicas-to-write 0"));
  }

  @Test
  void while_redis_is_a_replica() {
    sellsOn("redis read-only", () -> tell("REPLICAOF 127.0.0.1 1"), () -> tell("REPLICAOF NO ONE"));
  }

  @Test
  void while_redis_is_full() {
    sellsOn(
        "redis full", () -> tell("CONFIG SET maxmemory 1"), () -> tell("CONFIG SET maxmemory 0"));
  }

  @Test
  void when_redis_is_wiped() {
    try (Selling selling = shop.sell()) {
      for (int time = 0; time < Form.times(5, 100); time++) {
        selling.awaitSold(20);
        tell("FLUSHALL");
        reads();
      }
      assertThat(shop.node.readiness()).isEqualTo("ok");
      selling.stop();
      assertThat(selling.outcomes()).allMatch(Outcome::isSold);
      shop.settle(selling);
    }
  }

  private void sellsOn(String fault, Runnable breakIt, Runnable mendIt) {
    try (Selling selling = shop.sell()) {
      selling.awaitSold(50);
      long from = System.nanoTime();
      long back;
      long noticed;
      breakIt.run();
      try {
        noticed = shop.node.await("degraded", NOTICED_WITHIN_MILLIS);
        selling.awaitSold(100);
        reads();
        Patience.pause(Form.times(0, 5_000));
      } finally {
        mendIt.run();
        back = shop.node.await("ok", 5_000);
      }
      selling.stop();
      assertThat(selling.outcomes()).allMatch(Outcome::isSold);
      double slowest = Shop.slowest(selling, from, System.nanoTime());
      Form.measured(
          fault,
          "degraded after %s, ok %s after it is back, slowest sale meanwhile %.2f s"
              .formatted(Form.seconds(noticed), Form.seconds(back), slowest));
      assertThat(slowest).isLessThan(SLOWEST);
      shop.settle(selling);
    }
  }

  /** What is ready, and what has to be made. */
  private void reads() {
    ApiClient anonymous = shop.node.anonymous();
    for (String path : new String[] {"", "?q=" + UUID.randomUUID()}) {
      long start = System.nanoTime();
      anonymous.get("/public/catalog/" + path).is(200);
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(1_500));
    }
  }

  private void tell(String command) {
    try (Socket socket = new Socket(shop.redis.url().getHost(), shop.redis.url().getPort())) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII);
      assertThat(answer).as(command).isEqualTo("+OK");
    } catch (IOException broken) {
      throw new IllegalStateException(command, broken);
    }
  }
}
