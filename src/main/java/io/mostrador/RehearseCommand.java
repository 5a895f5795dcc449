package io.mostrador;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.platform.embedded.EmbeddedServices;
import io.mostrador.platform.settings.Settings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Runs a shop that nobody will miss, so that the virtual machine can write down which classes a
 * server needs. It looks at no setting, and leaves nothing behind.
 */
@Command(
    name = "rehearse",
    description = "Run a throwaway shop for a moment, to make a class archive from.",
    mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {

  private static final String LOG_FORMAT = "MOSTRADOR_LOG_FORMAT";
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final List<String> PAGES =
      List.of(
          "/health/",
          "/api/v1/public/catalog/",
          "/api/v1/products/?q=casco",
          "/api/v1/sales/",
          "/api/v1/openapi.json");

  @Spec private CommandSpec spec;

  /** The log is JSON, as in production; so that is settled before anything is logged. */
  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings unused = Environment.of(Map.of(LOG_FORMAT, "json"));
    Main.logLostErrors();
    try (EmbeddedServices services = EmbeddedServices.startTraceless()) {
      Settings settings = Environment.of(environment(services));
      try (Application application = Application.start(settings, Clock.systemUTC())) {
        application.fillDemo();
        visit(URI.create("http://127.0.0.1:" + settings.http().port()));
      }
    }
    spec.commandLine().getOut().println("rehearsed");
    return 0;
  }

  private static Map<String, String> environment(EmbeddedServices services) throws IOException {
    return Map.of(
        "MOSTRADOR_DATABASE_URL",
        services.databaseUrl(),
        "MOSTRADOR_REDIS_URL",
        services.redisUrl(),
        "MOSTRADOR_HTTP_HOST",
        "127.0.0.1",
        "MOSTRADOR_HTTP_PORT",
        freePort(),
        "MOSTRADOR_MANAGEMENT_PORT",
        freePort(),
        LOG_FORMAT,
        "json");
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  /** Fails when any answer is not what a shop in order gives. */
  private static void visit(URI shop) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    JsonObject cashier =
        new JsonObject().put("username", DemoShop.CASHIER).put("password", DemoShop.PASSWORD);
    HttpRequest logIn =
        to(shop, "/api/v1/auth/token/")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(cashier.encode()))
            .build();
    String token = new JsonObject(answer(client, logIn)).getString("access");
    for (String page : PAGES) {
      answer(client, to(shop, page).header("Authorization", "Bearer " + token).build());
    }
  }

  private static HttpRequest.Builder to(URI shop, String target) {
    return HttpRequest.newBuilder(shop.resolve(target)).timeout(ANSWER_WITHIN);
  }

  @CanIgnoreReturnValue
  private static String answer(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(request.uri() + " answered " + response.statusCode());
    }
    return response.body();
  }
}
