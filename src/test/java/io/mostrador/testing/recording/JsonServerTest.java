package io.mostrador.testing.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mostrador.testing.recording.ScriptedServer.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonServerTest {

  private static final Answer OK = new Answer(200, Json.parse("{\"total\": 12.50}"));
  private static final JsonNode NOTHING = Json.parse("null");

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
  void every_method_is_sent_with_its_body(String method) throws IOException {
    JsonNode body = Json.parse("{\"name\": \"Peña\", \"price\": 12.50}");
    assertThat(received(method, body, Map.of()))
        .isEqualTo(
            new Received(
                method, "/a/?b=c%20d", Optional.of("application/json"), Optional.empty(), body));
  }

  @Test
  void no_body_is_sent_without_a_content_type() throws IOException {
    assertThat(received("POST", NOTHING, Map.of()))
        .isEqualTo(
            new Received("POST", "/a/?b=c%20d", Optional.empty(), Optional.empty(), NOTHING));
  }

  @Test
  void a_header_given_wins_over_the_content_type_of_json() throws IOException {
    Map<String, String> headers = Map.of("Content-Type", "text/plain", "Authorization", "Bearer x");
    Received received = received("POST", Json.parse("{}"), headers);
    assertThat(received.contentType()).contains("text/plain");
    assertThat(received.authorization()).contains("Bearer x");
  }

  @Test
  void a_raw_body_is_sent_as_it_is_one_byte_a_character() throws IOException {
    JsonNode raw = Json.parse("{\"_raw\": \"{\\\"name\\\": Pe\\u00f1a\"}");
    assertThat(received("POST", raw, Map.of()).body().path("_not_json").asText())
        .isEqualTo("{\"name\": Pe\uFFFDa");
  }

  @Test
  void numbers_of_an_answer_keep_every_place() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(List.of(OK))) {
      Answer answer = new JsonServer(server.base()).send("GET", "/", NOTHING, Map.of());
      assertThat(answer.body().get("total").decimalValue()).isEqualByComparingTo("12.50");
      assertThat(answer.body().get("total").decimalValue().scale()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{} {}", "{", " ", "nothing"})
  void an_answer_that_is_no_json_is_told_as_such(String text) {
    assertThat(Json.body(text.getBytes(StandardCharsets.UTF_8)).path("_not_json").asText())
        .isEqualTo(text);
  }

  @Test
  void an_answer_without_a_body_is_null() {
    assertThat(Json.body(new byte[0])).isEqualTo(NOTHING);
  }

  private static Received received(String method, JsonNode body, Map<String, String> headers)
      throws IOException {
    try (ScriptedServer server = ScriptedServer.start(List.of(OK))) {
      Answer answer = new JsonServer(server.base()).send(method, "/a/?b=c%20d", body, headers);
      assertThat(answer).isEqualTo(OK);
      return server.received().get(0);
    }
  }
}
