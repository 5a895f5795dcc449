package io.mostrador.platform.http;

import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

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
    return vertx
        .rxExecuteBlocking(() -> merge())
        .toSingle()
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
    return merge(Contract::text);
  }

  /**
   * Fails with {@link IllegalArgumentException} on what is no contract.
   *
   * @param files name to text, null for a file that does not exist
   */
  static JsonObject merge(UnaryOperator<String> files) {
    try {
      JsonObject merged = read(MAIN_FILE, files);
      for (Object file : fileNames(merged)) {
        JsonObject part = read((String) file, files);
        mergeInto(merged, part, "paths");
        JsonObject components = object(part, "components");
        for (String kind : components.fieldNames()) {
          mergeInto(child(merged, "components"), components, kind);
        }
      }
      return merged;
    } catch (ClassCastException wrong) {
      throw new IllegalArgumentException("no name of a file in openapi/", wrong);
    }
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
    object(part, key)
        .forEach(
            entry -> {
              if (target.containsKey(entry.getKey())) {
                throw new IllegalArgumentException("defined twice in openapi/: " + entry.getKey());
              }
              target.put(entry.getKey(), entry.getValue());
            });
  }

  private static JsonArray fileNames(JsonObject merged) {
    if (merged.getValue(FILES, new JsonArray()) instanceof JsonArray names) {
      return names;
    }
    throw new IllegalArgumentException("no list under " + FILES + " in openapi/");
  }

  private static JsonObject child(JsonObject parent, String key) {
    if (!parent.containsKey(key)) {
      parent.put(key, new JsonObject());
    }
    return object(parent, key);
  }

  /** Empty where there is none. */
  private static JsonObject object(JsonObject parent, String key) {
    if (parent.getValue(key, new JsonObject()) instanceof JsonObject object) {
      return object;
    }
    throw new IllegalArgumentException("no object under " + key + " in openapi/");
  }

  private static JsonObject read(String file, UnaryOperator<String> files) {
    String text = files.apply(file);
    if (text == null) {
      throw new IllegalArgumentException("no file openapi/" + file);
    }
    try {
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      return new JsonObject(Json.encode(tree)); // aliases become copies of their own
    } catch (YAMLException | EncodeException | DecodeException broken) {
      throw new IllegalArgumentException("openapi/" + file + ": " + broken.getMessage(), broken);
    }
  }

  private static String text(String file) {
    try (InputStream yaml = Contract.class.getResourceAsStream(FOLDER + file)) {
      return yaml == null ? null : new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
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
