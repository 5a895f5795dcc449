package io.mostrador.platform.http;

import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The merged files of {@code openapi/}: what the server answers, and to whom. */
public final class Contract {

  /** Where the paths of the contract begin. */
  public static final String ROOT = "/api/v1";

  private static final String FOLDER = "/openapi/";
  private static final String MAIN_FILE = "openapi.yaml";
  private static final String FILES = "x-files";
  private static final Set<String> METHODS =
      Set.of("get", "post", "put", "patch", "delete", "head", "options");

  private final JsonObject document;
  private final OpenAPIContract openApi;
  private final Map<String, Operation> operations;

  private Contract(JsonObject document, OpenAPIContract openApi) {
    this.document = document;
    this.openApi = openApi;
    this.operations = operations(document);
  }

  /** Fails when a file is missing, defines what another one does, or is no valid contract. */
  public static Single<Contract> load(Vertx vertx) {
    return Single.fromCallable(Contract::merge)
        .flatMap(
            merged ->
                OpenAPIContract.rxFrom(vertx, routable(merged))
                    .map(openApi -> new Contract(merged, openApi)));
  }

  /** The whole contract, for those who read it; not to be changed. */
  public JsonObject document() {
    return document;
  }

  public List<Operation> operations() {
    return List.copyOf(operations.values());
  }

  Operation operation(String id) {
    return operations.get(id);
  }

  OpenAPIContract openApi() {
    return openApi;
  }

  /** The operations of a domain, to compare with what its verticle answers. */
  public Set<String> operationIdsOf(String domain) {
    Set<String> ids = new TreeSet<>();
    operations.values().stream()
        .filter(operation -> operation.domain().equals(domain))
        .forEach(operation -> ids.add(operation.id()));
    return ids;
  }

  static JsonObject merge() {
    JsonObject merged = read(MAIN_FILE);
    for (Object file : merged.getJsonArray(FILES)) {
      JsonObject part = read((String) file);
      mergeInto(merged, part, "paths");
      for (String kind : part.getJsonObject("components", new JsonObject()).fieldNames()) {
        mergeInto(child(merged, "components"), part.getJsonObject("components"), kind);
      }
    }
    return merged;
  }

  /** Without the media types that the router's own parser refuses; it validates nothing for us. */
  private static JsonObject routable(JsonObject merged) {
    JsonObject copy = merged.copy();
    listed(copy).stream()
        .map(Operation::model)
        .flatMap(model -> model.getJsonObject("responses").stream())
        .map(answer -> ((JsonObject) answer.getValue()).getJsonObject("content"))
        .filter(Objects::nonNull)
        .forEach(content -> content.remove(PartedAnswer.MEDIA_TYPE));
    return copy;
  }

  private static void mergeInto(JsonObject merged, JsonObject part, String key) {
    JsonObject target = child(merged, key);
    part.getJsonObject(key, new JsonObject())
        .forEach(
            entry -> {
              if (target.containsKey(entry.getKey())) {
                throw new IllegalArgumentException("defined twice: " + entry.getKey());
              }
              target.put(entry.getKey(), entry.getValue());
            });
  }

  private static JsonObject child(JsonObject parent, String key) {
    if (!parent.containsKey(key)) {
      parent.put(key, new JsonObject());
    }
    return parent.getJsonObject(key);
  }

  private static JsonObject read(String file) {
    try (InputStream yaml = Contract.class.getResourceAsStream(FOLDER + file)) {
      if (yaml == null) {
        throw new IllegalArgumentException("no file openapi/" + file);
      }
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
      return new JsonObject(Json.encode(tree)); // aliases become copies of their own
    } catch (IOException unreadable) {
      throw new UncheckedIOException("openapi/" + file, unreadable);
    }
  }

  private static Map<String, Operation> operations(JsonObject document) {
    Map<String, Operation> operations = new TreeMap<>();
    for (Operation operation : listed(document)) {
      if (operations.put(operation.id(), operation) != null) {
        throw new IllegalArgumentException("operationId twice: " + operation.id());
      }
    }
    return operations;
  }

  private static List<Operation> listed(JsonObject document) {
    List<Operation> listed = new ArrayList<>();
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(path);
      item.fieldNames().stream()
          .filter(METHODS::contains)
          .forEach(
              method ->
                  listed.add(
                      Operation.of(
                          path, method.toUpperCase(Locale.ROOT), item.getJsonObject(method))));
    }
    return listed;
  }
}
