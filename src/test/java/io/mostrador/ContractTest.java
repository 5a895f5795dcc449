package io.mostrador;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.testing.Answer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The contract promises nothing that is not said in full. */
class ContractTest {

  private final TestApplication application = TestApplication.shared();

  private JsonObject contract() {
    return application.anonymous().get(application.base() + "/api/v1/openapi.json").is(200).json();
  }

  private void eachOperation(BiConsumer<String, JsonObject> check) {
    JsonObject paths = contract().getJsonObject("paths");
    paths.forEach(
        path ->
            ((JsonObject) path.getValue())
                .forEach(
                    method ->
                        check.accept(
                            method.getKey() + " " + path.getKey(),
                            (JsonObject) method.getValue())));
  }

  @Test
  void every_path_ends_in_a_slash() {
    assertThat(contract().getJsonObject("paths").fieldNames()).allMatch(path -> path.endsWith("/"));
  }

  @Test
  void every_operation_says_who_may_call_it_and_what_it_answers() {
    List<String> operations = new ArrayList<>();
    eachOperation(
        (name, operation) -> {
          operations.add(name);
          assertThat(operation.getString("operationId")).as(name).isNotBlank();
          assertThat(operation.getString("summary")).as(name).isNotBlank();
          assertThat(operation.getJsonArray("tags")).as(name).hasSize(1);
          assertThat(operation.containsKey("x-capability"))
              .as(name)
              .isNotEqualTo(operation.getBoolean("x-public", false));
          JsonObject responses = operation.getJsonObject("responses");
          assertThat(responses.fieldNames()).as(name).contains("default");
          assertThat(responses.fieldNames()).as(name).anyMatch(status -> status.startsWith("2"));
        });
    assertThat(operations).hasSizeGreaterThan(30);
  }

  @Test
  void every_success_with_a_body_has_a_schema() {
    eachOperation(
        (name, operation) ->
            operation
                .getJsonObject("responses")
                .forEach(
                    response -> {
                      JsonObject answer = (JsonObject) response.getValue();
                      boolean isBodiless =
                          answer.containsKey("$ref") || response.getKey().equals("204");
                      assertThat(isBodiless || answer.containsKey("content"))
                          .as(name + " " + response.getKey())
                          .isTrue();
                    }));
  }

  @Test
  void whoever_has_no_token_gets_nowhere() {
    eachOperation(
        (name, operation) -> {
          if (!operation.getBoolean("x-public", false)) {
            String[] call = name.split(" ");
            String path = call[1].replaceAll("\\{[^}]+}", "00000000-0000-4000-8000-000000000000");
            Answer answer =
                application
                    .anonymous()
                    .send(call[0].toUpperCase(java.util.Locale.ROOT), path, null);
            answer.isRefused(401, "not_authenticated");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
          }
        });
  }

  @Test
  void the_reference_page_loads_nothing_from_elsewhere() {
    Answer page = application.anonymous().get(application.base() + "/docs/").is(200);
    assertThat(page.text()).doesNotContain("http://", "https://");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
    for (String file : List.of("swagger-ui.css", "swagger-ui-bundle.js", "reference.js")) {
      application.anonymous().get(application.base() + "/docs/" + file).is(200);
    }
  }
}
