package io.mostrador.fuzz;

import io.mostrador.platform.http.Operation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Valid requests of one operation, and what can be wrong with them. */
final class Requests {

  private static final String JSON = "application/json";

  private final Operation operation;
  private final Ids ids;
  private final Examples examples;
  private final Optional<JsonObject> schema;
  private final Map<String, JsonObject> needed = new TreeMap<>();
  private final List<Fault> faults = new ArrayList<>();

  Requests(Operation operation, UnaryOperator<JsonObject> resolve, Ids ids, Examples examples) {
    this.operation = operation;
    this.ids = ids;
    this.examples = examples;
    this.schema =
        Optional.ofNullable(operation.model().getJsonObject("requestBody"))
            .map(body -> resolve.apply(body).getJsonObject("content").getJsonObject(JSON))
            .map(media -> media.getJsonObject("schema"));
    operation.model().getJsonArray("parameters", new JsonArray()).stream()
        .map(parameter -> resolve.apply((JsonObject) parameter))
        .filter(parameter -> "query".equals(parameter.getString("in")))
        .filter(parameter -> parameter.getBoolean("required", false))
        .forEach(each -> needed.put(each.getString("name"), each.getJsonObject("schema")));
    schema.ifPresent(
        body -> faults.addAll(BodyFaults.of(operation, body, examples.of("", body), resolve)));
    faults.addAll(ParameterFaults.of(operation, resolve));
    faults.addAll(HeaderFaults.of(operation));
  }

  Operation operation() {
    return operation;
  }

  List<Fault> faults() {
    return faults;
  }

  /** A new one on every call, on something that exists. */
  Draft valid(String authorization) {
    Map<String, String> path = ids.inPath(operation.path());
    Draft draft =
        new Draft(operation, path, schema.map(body -> examples.of("", body)).orElse(null));
    needed.forEach((name, schema) -> draft.query(name + "=" + examples.of(name, schema)));
    draft.header("Authorization", authorization);
    return draft;
  }
}
