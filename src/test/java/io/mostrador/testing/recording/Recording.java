package io.mostrador.testing.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The recorded exchanges in their order, when they were made, and the users who made them. */
record Recording(
    Instant recordedAt, LocalDate recordedOn, Map<String, Login> users, List<Step> steps) {

  Recording {
    users = Map.copyOf(users);
    steps = List.copyOf(steps);
  }

  /** The one beside the tests. */
  static Recording load() {
    try (InputStream file = Recording.class.getResourceAsStream("/recording.json")) {
      return of(Json.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Recording of(JsonNode json) {
    return new Recording(
        OffsetDateTime.parse(json.required("recorded_at").textValue()).toInstant(),
        LocalDate.parse(json.required("recorded_on").textValue()),
        users(json.required("users")),
        steps(json.required("steps")));
  }

  private static Map<String, Login> users(JsonNode json) {
    Map<String, Login> users = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> user : json.properties()) {
      JsonNode login = user.getValue();
      users.put(user.getKey(), new Login(login.get(0).textValue(), login.get(1).textValue()));
    }
    return users;
  }

  private static List<Step> steps(JsonNode json) {
    List<Step> steps = new ArrayList<>();
    json.forEach(step -> steps.add(Step.of(steps.size() + 1, step)));
    return steps;
  }
}
