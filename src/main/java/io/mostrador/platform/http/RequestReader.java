package io.mostrador.platform.http;

import io.mostrador.kernel.Failure;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.http.schema.Checked;
import io.mostrador.platform.http.schema.Schema;
import io.mostrador.platform.http.schema.SchemaCompiler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks parameters and body of one operation; prepared at start, all faults at once. */
final class RequestReader {

  private static final String JSON = "application/json";
  private static final Pattern FORM =
      Pattern.compile("multipart/form-data", Pattern.CASE_INSENSITIVE);
  private static final int LAST_PAGE_NUMBER = 1_000_000_000;

  private record Parameter(String name, boolean isInPath, boolean isFlag, Schema schema) {}

  private final Operation operation;
  private final List<Parameter> parameters = new ArrayList<>();
  private final Optional<Schema> body;

  RequestReader(Operation operation, SchemaCompiler schemas) {
    this.operation = operation;
    for (JsonObject declared : declared(operation.model(), schemas)) {
      JsonObject schema = schemas.resolve(declared.getJsonObject("schema"));
      parameters.add(
          new Parameter(
              declared.getString("name"),
              "path".equals(declared.getString("in")),
              "boolean".equals(schema.getValue("type")),
              schemas.compile(schema)));
    }
    this.body =
        Optional.ofNullable(operation.model().getJsonObject("requestBody"))
            .map(schemas::resolve)
            .map(request -> request.getJsonObject("content").getJsonObject(JSON))
            .map(media -> schemas.compile(media.getJsonObject("schema")));
  }

  /** Headers are read by the router. */
  private static List<JsonObject> declared(JsonObject model, SchemaCompiler schemas) {
    return model.getJsonArray("parameters") == null
        ? List.of()
        : model.getJsonArray("parameters").stream()
            .map(JsonObject.class::cast)
            .map(schemas::resolve)
            .filter(parameter -> !"header".equals(parameter.getString("in")))
            .toList();
  }

  /** Fails with {@code not_found} for what is no id or no page, else as the contract says. */
  JsonObject parameters(RoutingContext rc) {
    JsonObject values = new JsonObject();
    JsonObject problems = new JsonObject();
    MultiMap query = rc.queryParams();
    for (Parameter parameter : parameters) {
      if (parameter.isInPath()) {
        values.put(parameter.name(), pathValue(parameter, rc.pathParam(parameter.name())));
      } else {
        List<String> sent = query.getAll(parameter.name());
        String last = sent.isEmpty() ? "" : sent.get(sent.size() - 1).strip();
        if (!last.isEmpty()) {
          queryValue(parameter, last, values, problems);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw Failure.invalid(problems);
    }
    return values;
  }

  private static Object pathValue(Parameter parameter, String text) {
    if (parameter.schema().check(text) instanceof Checked.Good good) {
      return good.value();
    }
    throw Failure.notFound();
  }

  private static void queryValue(
      Parameter parameter, String text, JsonObject values, JsonObject problems) {
    switch (parameter.name()) {
      case "page" -> values.put("page", pageNumber(text));
      case "page_size" -> pageSize(text).ifPresent(size -> values.put("page_size", size));
      default -> {
        Checked checked = parameter.schema().check(text);
        if (checked instanceof Checked.Good good) {
          values.put(parameter.name(), good.value());
        } else if (checked instanceof Checked.Bad bad && !parameter.isFlag()) {
          problems.put(parameter.name(), bad.problems());
        }
      }
    }
  }

  private static int pageNumber(String text) {
    if (text.equals("last")) {
      return PageRequest.LAST;
    }
    return number(text)
        .filter(number -> number >= 1)
        .orElseThrow(() -> Failure.notFound("not_found", "Página no encontrada."));
  }

  /** Out of bounds it is the nearest bound, and no number at all is as if it were not sent. */
  private static Optional<Integer> pageSize(String text) {
    return number(text)
        .filter(size -> size >= 1)
        .map(size -> Math.min(size, PageRequest.LARGEST_SIZE));
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.parseInt(text)).filter(number -> number <= LAST_PAGE_NUMBER);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** Fails with 415, before a form is taken apart and an empty body is left to judge. */
  void refuseForm(RoutingContext rc) {
    String type = rc.request().getHeader("Content-Type");
    boolean isEmpty = "0".equals(rc.request().getHeader("Content-Length"));
    if (body.isPresent() && type != null && !isEmpty && FORM.matcher(type).lookingAt()) {
      throw unsupported();
    }
  }

  /** Fails with {@code parse_error}, 415, or as the contract says. */
  JsonObject body(RoutingContext rc) {
    if (body.isEmpty()) {
      return new JsonObject();
    }
    Buffer sent = rc.body().buffer() == null ? Buffer.buffer() : rc.body().buffer();
    boolean isEmpty = sent.length() == 0;
    if (!isEmpty && !isJson(rc.request().getHeader("Content-Type"))) {
      throw unsupported();
    }
    Object parsed = isEmpty ? Map.of() : StrictJson.parse(sent);
    Checked checked = body.get().check(parsed);
    if (checked instanceof Checked.Good good) {
      return (JsonObject) good.value();
    }
    Checked.Bad bad = (Checked.Bad) checked;
    JsonObject fields =
        bad.problems() instanceof JsonObject object
            ? object
            : new JsonObject().put("non_field_errors", bad.problems());
    throw Failure.invalid(fields).withCode(operation.invalidCode());
  }

  private static Failure unsupported() {
    String detail = "Envía el cuerpo como application/json.";
    return new Failure(415, "unsupported_media_type", detail, new JsonObject(), 0);
  }

  private static boolean isJson(String contentType) {
    if (contentType == null) {
      return true;
    }
    String type = contentType.split(";", 2)[0].strip();
    return type.equalsIgnoreCase(JSON) || type.toLowerCase(java.util.Locale.ROOT).endsWith("+json");
  }
}
