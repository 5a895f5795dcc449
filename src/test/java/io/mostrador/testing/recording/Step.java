package io.mostrador.testing.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** One recorded exchange: what was sent, by which user, and the answer of a right server. */
record Step(
    int number,
    String name,
    String method,
    String path,
    Optional<String> user,
    Map<String, String> headers,
    JsonNode request,
    Answer answer) {

  static Step of(int number, JsonNode json) {
    return new Step(
        number,
        json.required("name").textValue(),
        json.required("method").textValue(),
        json.required("path").textValue(),
        Optional.ofNullable(json.required("as").textValue()),
        Json.texts(json.path("headers")),
        json.required("request"),
        new Answer(json.required("status").intValue(), json.required("body")));
  }
}
