package io.mostrador.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.mostrador.testing.Patience;
import io.mostrador.testing.RawHttp;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Clients that are slow, too large or too many; the node gives a request two seconds to arrive. */
@Tag("faults")
@Timeout(120)
class ClientFaultIT {

  private static final int SLOWEST_MILLIS = 9_500;
  private static final int EVERY_MILLIS = 100;

  private final Shop shop = Shop.open();

  private record Drip(String answer, long nanos) {}

  @Test
  void a_head_that_comes_drop_by_drop_is_cut_off() throws IOException {
    Drip drip = drip("", "GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: " + "x".repeat(1_000));
    assertThat(drip.answer()).isEmpty();
    Form.measured("head drop by drop", "cut off after " + Form.seconds(drip.nanos()));
  }

  @Test
  void so_is_the_second_one_on_a_connection() throws IOException {
    Drip drip =
        drip(
            "GET /health HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /health HTTP/1.1\r\n" + "x".repeat(999));
    assertThat(drip.answer()).startsWith("HTTP/1.1 200").doesNotContain("HTTP/1.1 4");
  }

  @Test
  void a_body_that_comes_drop_by_drop_is_refused() throws IOException {
    String head =
        "POST /api/v1/brands/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Authorization: "
            + shop.node.admin().header("Authorization")
            + "\r\nContent-Length: 1000\r\n\r\n";
    Drip drip = drip(head, "x".repeat(1_000));
    assertThat(drip.answer()).startsWith("HTTP/1.1 408").contains("\"code\":\"timeout\"");
    Form.measured("body drop by drop", "408 after " + Form.seconds(drip.nanos()));
  }

  @Test
  @EnabledIfSystemProperty(named = "mostrador.faults", matches = "long")
  void a_body_that_nobody_waits_for_is_cut_off_too() throws IOException {
    shop.node.anonymous().get("/public/catalog/").is(200);
    Drip drip =
        drip(
            "GET /api/v1/public/catalog/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
            "x".repeat(1_000));
    assertThat(drip.answer()).startsWith("HTTP/1.1 200");
  }

  /** Sends the one at once and the other byte by byte, until the server refuses or closes. */
  private Drip drip(String atOnce, String slowly) throws IOException {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket(shop.node.base().getHost(), shop.node.base().getPort())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(EVERY_MILLIS);
      long start = System.nanoTime();
      socket.getOutputStream().write(atOnce.getBytes(StandardCharsets.US_ASCII));
      for (byte each : slowly.getBytes(StandardCharsets.US_ASCII)) {
        if (isClosed(socket, answer, each)) {
          return new Drip(answer.toString(), System.nanoTime() - start);
        }
        assertThat(System.nanoTime() - start).isLessThan(SLOWEST_MILLIS * 1_000_000L);
      }
    }
    throw new AssertionError("never closed: " + answer);
  }

  private static boolean isClosed(Socket socket, StringBuilder answer, byte next) {
    try {
      socket.getOutputStream().write(next);
      InputStream in = socket.getInputStream();
      byte[] part = new byte[8_192];
      int read = in.read(part);
      if (read > 0) {
        answer.append(new String(part, 0, read, StandardCharsets.UTF_8));
      }
      return read < 0 || answer.toString().startsWith("HTTP/1.1 408");
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void what_is_too_large_is_refused_with_its_status() {
    RawHttp raw = new RawHttp(shop.node.base());
    assertThat(raw.send("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
        .contains(" 414 ")
        .contains("\"code\":\"uri_too_long\"");
    assertThat(raw.send("GET / HTTP/1.1\r\nHost: x\r\nX-A: " + "x".repeat(20_000) + "\r\n\r\n"))
        .contains(" 431 ")
        .contains("\"code\":\"headers_too_large\"");
    shop.node
        .admin()
        .send("POST", "/brands/", "{\"name\": \"" + "x".repeat(300_000) + "\"}")
        .isRefused(413, "payload_too_large");
  }

  @Test
  void thousands_of_idle_connections_leave_room_for_those_who_buy() throws IOException {
    int wanted = Form.times(1_000, 5_000);
    int count = Math.min(wanted, filesLeft() - 200);
    List<SocketChannel> idle = new ArrayList<>();
    try (Selling selling = shop.sell()) {
      InetSocketAddress address =
          new InetSocketAddress(shop.node.base().getHost(), shop.node.base().getPort());
      for (int each = 0; each < count; each++) {
        idle.add(SocketChannel.open(address));
      }
      long from = System.nanoTime();
      selling.awaitSold(200);
      Patience.pause(2_500); // longer than a request may take: they have not begun one
      selling.stop();
      assertThat(selling.outcomes()).allMatch(Selling.Outcome::isSold);
      assertThat(answer(idle.get(0))).startsWith("HTTP/1.1 200");
      assertThat(answer(idle.get(count - 1))).startsWith("HTTP/1.1 200");
      Form.measured(
          count + " idle connections" + (count < wanted ? " (files allow no more)" : ""),
          "slowest sale meanwhile %.2f s"
              .formatted(Shop.slowest(selling, from, System.nanoTime())));
      shop.settle(selling);
    } finally {
      for (SocketChannel each : idle) {
        each.close();
      }
    }
  }

  private static String answer(SocketChannel channel) throws IOException {
    channel.write(
        ByteBuffer.wrap(
            "GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    ByteBuffer answer = ByteBuffer.allocate(1_024);
    channel.read(answer);
    return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
  }

  private static int filesLeft() {
    var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return (int)
        Math.min(
            Integer.MAX_VALUE,
            system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount());
  }
}
