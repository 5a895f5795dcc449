package io.mostrador.testing.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a port of its own that gives prepared answers one by one, whatever it is asked. */
final class ScriptedServer implements AutoCloseable {

  /** What came in; no body is JSON null. */
  record Received(
      String method,
      String path,
      Optional<String> contentType,
      Optional<String> authorization,
      JsonNode body) {}

  private static final int ANY_PORT = 0;
  private static final int DEFAULT_BACKLOG = 0;
  private static final int NO_BODY = -1;

  static {
    // Head and body leave in two packets: without this the second waits for 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final Queue<Answer> script;
  private final List<Received> received = new CopyOnWriteArrayList<>();

  private ScriptedServer(HttpServer server, List<Answer> script) {
    this.server = server;
    this.script = new ArrayDeque<>(script);
  }

  static ScriptedServer start(List<Answer> script) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), ANY_PORT);
    ScriptedServer scripted =
        new ScriptedServer(HttpServer.create(address, DEFAULT_BACKLOG), script);
    scripted.server.createContext("/", scripted::answer);
    scripted.server.start();
    return scripted;
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.add(received(exchange));
      Answer answer = script.remove();
      byte[] body = answer.body().isNull() ? new byte[0] : Json.bytes(answer.body());
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? NO_BODY : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Received received(HttpExchange exchange) throws IOException {
    return new Received(
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        header(exchange, "Content-Type"),
        header(exchange, "Authorization"),
        Json.body(exchange.getRequestBody().readAllBytes()));
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }
}
