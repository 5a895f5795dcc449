package io.mostrador.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.platform.http.ContractCheck;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Speaks to one server as one user, and holds every success against the contract; immutable. */
public final class ApiClient {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI base;
  private final Map<String, String> headers;

  public ApiClient(URI base) {
    this(base, Map.of());
  }

  private ApiClient(URI base, Map<String, String> headers) {
    this.base = base;
    this.headers = headers;
  }

  public ApiClient with(String header, String value) {
    Map<String, String> more = new java.util.TreeMap<>(headers);
    more.put(header, value);
    return new ApiClient(base, Map.copyOf(more));
  }

  public ApiClient withToken(String token) {
    return with("Authorization", "Bearer " + token);
  }

  public ApiClient withKey(String idempotencyKey) {
    return with("Idempotency-Key", idempotencyKey);
  }

  /** Signed in with a password. */
  public ApiClient logIn(String username, String password) {
    JsonObject credentials = new JsonObject().put("username", username).put("password", password);
    return withToken(post("/auth/token/", credentials).is(200).json().getString("access"));
  }

  /** Of those that this client sends. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer post(String path, JsonObject body) {
    return send("POST", path, body.encode());
  }

  public Answer post(String path) {
    return send("POST", path, null);
  }

  public Answer put(String path, JsonObject body) {
    return send("PUT", path, body.encode());
  }

  public Answer patch(String path, JsonObject body) {
    return send("PATCH", path, body.encode());
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /**
   * Sends anything.
   *
   * @param path below {@code /api/v1}, or an absolute URL
   * @param body null for none
   */
  public Answer send(String method, String path, String body) {
    URI uri = path.startsWith("http") ? URI.create(path) : URI.create(base + "/api/v1" + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(20))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    try {
      assertThat(BlockedThreads.seen()).as("event loops that were blocked").isEmpty();
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      boolean isJson =
          response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
      if (isJson && !path.startsWith("http")) {
        ContractCheck.check(method, path, response.statusCode(), response.body());
      }
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException broken) {
      throw new IllegalStateException(method + " " + path, broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
