package io.mostrador.platform.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.rxjava3.core.http.HttpConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the open connections of a node, in total and of each address. */
public final class ConnectionLimits {

  private final int most;
  private final int mostPerAddress;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, Integer> openByAddress = new ConcurrentHashMap<>();

  public ConnectionLimits(int most, int mostPerAddress, MeterRegistry metrics) {
    this.most = most;
    this.mostPerAddress = mostPerAddress;
    Gauge.builder("mostrador.http.connections", open, AtomicInteger::get)
        .description("Open HTTP connections")
        .register(metrics);
  }

  void accept(HttpConnection connection) {
    String address = connection.remoteAddress().hostAddress();
    int ofAddress = openByAddress.merge(address, 1, Integer::sum);
    int all = open.incrementAndGet();
    connection.closeHandler(closed -> release(address));
    if (all > most || ofAddress > mostPerAddress) {
      Answers.finish(connection.rxClose());
    }
  }

  private void release(String address) {
    open.decrementAndGet();
    openByAddress.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
  }
}
