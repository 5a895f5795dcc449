package io.mostrador.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Takes traces as an OpenTelemetry collector does, and keeps them as they came. */
public final class Collector implements AutoCloseable {

  private final HttpServer server;
  private final List<String> received = new CopyOnWriteArrayList<>();

  public Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          received.add(new String(plain(exchange.getRequestBody()), StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  private static byte[] plain(InputStream sent) throws IOException {
    byte[] body = sent.readAllBytes();
    boolean isPacked = body.length > 2 && body[0] == 0x1f && body[1] == (byte) 0x8b;
    return isPacked ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How often the bytes of that id came. */
  public int spans(String traceId) {
    String bytes = new String(HexFormat.of().parseHex(traceId), StandardCharsets.ISO_8859_1);
    return String.join("", received).split(java.util.regex.Pattern.quote(bytes), -1).length - 1;
  }

  /** Everything, with what is not text as it may look. */
  public String text() {
    return String.join("", received);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
