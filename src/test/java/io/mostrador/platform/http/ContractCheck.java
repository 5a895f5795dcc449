package io.mostrador.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Holds answers against the contract: what the server says is what the contract promises. */
public final class ContractCheck {

  private static final JsonObject CONTRACT = Contract.merge();
  private static final Map<String, Optional<Validator>> VALIDATORS = new ConcurrentHashMap<>();

  private ContractCheck() {}

  /**
   * Asserts that a successful answer has the shape that the contract gives it.
   *
   * @param path below {@code /api/v1}, with or without query
   */
  public static void check(String method, String path, int status, String body) {
    if (status < 200 || status >= 300 || body.isEmpty()) {
      return;
    }
    template(path.split("\\?", 2)[0])
        .flatMap(template -> validator(method, template, status))
        .ifPresent(validator -> conforms(method + " " + path, validator, body));
  }

  private static void conforms(String call, Validator validator, String body) {
    OutputUnit outcome = validator.validate(Json.decodeValue(body));
    assertThat(outcome.getValid())
        .as(() -> call + " breaks the contract: " + outcome.getErrors() + " in " + body)
        .isTrue();
  }

  private static Optional<String> template(String path) {
    String wanted = path.endsWith("/") ? path : path + "/";
    var paths = CONTRACT.getJsonObject("paths").fieldNames();
    return paths.contains(wanted)
        ? Optional.of(wanted)
        : paths.stream()
            .filter(template -> wanted.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
            .findFirst();
  }

  private static Optional<Validator> validator(String method, String template, int status) {
    return VALIDATORS.computeIfAbsent(
        method + template + status, key -> prepared(method, template, status));
  }

  private static Optional<Validator> prepared(String method, String template, int status) {
    JsonObject operation =
        CONTRACT
            .getJsonObject("paths")
            .getJsonObject(template)
            .getJsonObject(method.toLowerCase(Locale.ROOT));
    if (operation == null) {
      return Optional.empty();
    }
    JsonObject response = operation.getJsonObject("responses").getJsonObject("" + status);
    assertThat(response).as(method + template + " answers " + status).isNotNull();
    JsonObject content = response.getJsonObject("content", new JsonObject());
    if (!content.containsKey("application/json")) {
      return Optional.empty();
    }
    JsonObject schema = content.getJsonObject("application/json").getJsonObject("schema").copy();
    schema.put("components", CONTRACT.getJsonObject("components"));
    return Optional.of(
        Validator.create(
            JsonSchema.of(schema),
            new JsonSchemaOptions()
                .setBaseUri("https://mostrador.invalid")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic)));
  }
}
