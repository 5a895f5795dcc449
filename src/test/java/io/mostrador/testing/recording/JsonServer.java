package io.mostrador.testing.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The running server, as one sees it who sends and reads JSON and follows no redirect. */
final class JsonServer {

  /** The member of a recorded request whose text is sent as it is, JSON or not. */
  static final String RAW = "_raw";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String origin;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  /** Of {@code base} counts the origin: recorded paths are whole. */
  JsonServer(URI base) {
    this.origin = base.getScheme() + "://" + base.getRawAuthority();
  }

  /** JSON null sends no body; a header given here wins over the content type of JSON. */
  Answer send(String method, String path, JsonNode body, Map<String, String> headers)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .timeout(PATIENCE)
            .method(method, publisher(body));
    if (!body.isNull()) {
      request.setHeader("Content-Type", "application/json");
    }
    headers.forEach(request::setHeader);
    HttpResponse<byte[]> response = send(request.build());
    return new Answer(response.statusCode(), Json.body(response.body()));
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(interrupted.toString());
    }
  }

  private static BodyPublisher publisher(JsonNode body) {
    if (body.isNull()) {
      return BodyPublishers.noBody();
    }
    // A raw body stands for its bytes: one character of the recording is one byte.
    return body.has(RAW)
        ? BodyPublishers.ofString(body.get(RAW).textValue(), StandardCharsets.ISO_8859_1)
        : BodyPublishers.ofByteArray(Json.bytes(body));
  }
}
