package io.mostrador.testing.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends the recorded requests, in their order, to a running server with a fresh database. */
public final class Replay {

  private static final ZoneId SHOP = ZoneId.of("America/Mexico_City");
  private static final String LOGIN_PATH = "/api/v1/auth/token/";
  private static final String NO_TOKEN = "none";
  private static final int OK = 200;

  private final Recording recording;
  private final JsonServer server;
  private final Map<String, Login> users;
  private final Translation translation;
  private final Comparison comparison;
  private final Map<String, String> tokens = new HashMap<>();

  /** The zone of the clock says which day is today. */
  Replay(Recording recording, Clock clock, URI base, Login admin) {
    Correspondence identifiers = new Correspondence();
    TimeShift shift = TimeShift.between(recording, clock);
    this.recording = recording;
    this.server = new JsonServer(base);
    this.users = new HashMap<>(recording.users());
    this.users.put("admin", admin);
    this.translation = new Translation(identifiers, shift, admin);
    this.comparison = new Comparison(identifiers, shift);
  }

  /** One result a step, in the order of the recording. */
  public static List<StepResult> run(URI base, String adminUsername, String adminPassword) {
    Login admin = new Login(adminUsername, adminPassword);
    return new Replay(Recording.load(), Clock.system(SHOP), base, admin).run();
  }

  List<StepResult> run() {
    return recording.steps().stream().map(this::run).toList();
  }

  private StepResult run(Step step) {
    return new StepResult(step.number(), step.name(), problems(step));
  }

  private List<String> problems(Step step) {
    try {
      return comparison.answer(step.answer(), send(step));
    } catch (IOException failure) {
      return List.of("no answer: " + failure);
    }
  }

  private Answer send(Step step) throws IOException {
    Map<String, String> headers = new HashMap<>(step.headers());
    if (step.user().isPresent()) {
      headers.put("Authorization", "Bearer " + token(step.user().get()));
    }
    return server.send(
        step.method(), translation.text(step.path()), translation.value(step.request()), headers);
  }

  // A refused login is tried again at the user's next step: the account may be made in between.
  private String token(String user) throws IOException {
    if (!tokens.containsKey(user)) {
      Answer answer = server.send("POST", LOGIN_PATH, credentials(users.get(user)), Map.of());
      if (answer.status() != OK) {
        return NO_TOKEN;
      }
      tokens.put(user, answer.body().path("access").asText());
    }
    return tokens.get(user);
  }

  private static JsonNode credentials(Login login) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("username", login.username())
        .put("password", login.password());
  }
}
