package io.mostrador.fuzz;

import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Finds ids of what exists, by asking the list that a path or a field points to. */
final class Ids {

  /** Fields that no list is named after: where, and which field of its rows. */
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "card_plan_id", List.of("/card-commission-plans/", "id"),
          "supplier", List.of("/supplier-parsers/", "supplier"),
          "matched_product", List.of("/products/", "id"));

  /** Parts that have no list of their own: of what, and under which name. */
  private static final Map<String, List<String>> PARTS =
      Map.of("/import-lines/", List.of("/import-batches/{id}/", "lines"));

  private final ApiClient admin;
  private final Set<String> lists;
  private final Random random;
  private final Set<String> untouchable = new HashSet<>();
  private final Map<String, List<JsonObject>> rows = new HashMap<>();

  /**
   * Takes an administrator, who sees everything.
   *
   * @param lists paths that answer a list
   */
  Ids(ApiClient admin, Set<String> lists, Random random) {
    this.admin = admin;
    this.lists = lists;
    this.random = random;
  }

  /** What is in this list now is never touched: the users who send the requests. */
  void keep(String list) {
    rows(list).forEach(row -> untouchable.add(row.getValue("id").toString()));
    rows.clear();
  }

  /** Looks anew from here on. */
  void forget() {
    rows.clear();
  }

  /** For each parameter in a path; a random one where nothing is found. */
  Map<String, String> inPath(String path) {
    Map<String, String> found = new HashMap<>();
    String before = path;
    while (before.contains("{")) {
      String list = before.substring(0, before.indexOf('{'));
      String name = before.substring(before.indexOf('{') + 1, before.indexOf('}'));
      String id = one(list, name).orElseGet(() -> UUID.randomUUID().toString());
      found.put(name, id);
      before = list + id + before.substring(before.indexOf('}') + 1);
    }
    return found;
  }

  /** For a field of a body, as in {@code product} or {@code brand_id}. */
  String named(String field) {
    List<String> source = FIELDS.get(field);
    if (source == null) {
      String ending = field.replaceAll("_id$", "").replace('_', '-') + "s/";
      source =
          lists.stream()
              .filter(list -> list.endsWith("/" + ending) || list.endsWith("-" + ending))
              .sorted()
              .findFirst()
              .map(list -> List.of(list, "id"))
              .orElse(List.of("", "id"));
    }
    return one(source.get(0), source.get(1)).orElseGet(() -> UUID.randomUUID().toString());
  }

  private Optional<String> one(String list, String name) {
    List<String> found =
        known(list).stream()
            .map(row -> row.containsKey(name) ? row.getValue(name) : row.getValue("id"))
            .map(String::valueOf)
            .filter(id -> !untouchable.contains(id))
            .toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(found.get(random.nextInt(found.size())));
  }

  private List<JsonObject> known(String list) {
    if (!rows.containsKey(list)) {
      rows.put(list, rows(list)); // looking up a part looks up its whole
    }
    return rows.get(list);
  }

  private List<JsonObject> rows(String list) {
    if (PARTS.containsKey(list)) {
      List<String> part = PARTS.get(list);
      String whole = part.get(0).replace("{id}", inPath(part.get(0)).get("id"));
      Answer answer = admin.get(whole);
      return answer.status() == 200 ? objects(answer.json().getJsonArray(part.get(1))) : List.of();
    }
    if (list.isEmpty()) {
      return List.of();
    }
    Answer answer = admin.get(list + "?page_size=50");
    if (answer.status() != 200) {
      return List.of();
    }
    return answer.text().startsWith("[") ? objects(answer.array()) : answer.results();
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }
}
