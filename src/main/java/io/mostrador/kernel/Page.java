package io.mostrador.kernel;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One page of a list.
 *
 * @param total rows in the whole list
 * @param rows this page's, in the list's order
 */
public record Page<T>(PageRequest request, long total, List<T> rows) {

  /** Fails with {@code not_found} when the list has no such page; an empty list has page 1. */
  public Page {
    rows = List.copyOf(rows);
    if (rows.isEmpty() && request.number() > 1) {
      throw Failure.notFound("not_found", "Página no encontrada.");
    }
  }

  public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
    List<R> mapped = new ArrayList<>(rows.size());
    rows.forEach(row -> mapped.add(mapping.apply(row)));
    return new Page<>(request, total, mapped);
  }

  /**
   * The contract's page envelope.
   *
   * @param url absolute URL of the request; its other query parameters are kept in the links
   */
  public JsonObject toJson(String url, Function<? super T, JsonObject> row) {
    JsonArray results = new JsonArray();
    rows.forEach(each -> results.add(row.apply(each)));
    long pages = Math.max(1, (total + request.size() - 1) / request.size());
    long number = request.isLast() ? pages : request.number();
    return new JsonObject()
        .put("count", total)
        .put("next", number < pages ? link(url, number + 1) : null)
        .put("previous", number > 1 ? link(url, number - 1) : null)
        .put("results", results);
  }

  private static String link(String url, long number) {
    int query = url.indexOf('?');
    String path = query < 0 ? url : url.substring(0, query);
    Stream<String> kept =
        query < 0
            ? Stream.empty()
            : Stream.of(url.substring(query + 1).split("&"))
                .filter(pair -> !pair.isEmpty() && !pair.equals("page"))
                .filter(pair -> !pair.startsWith("page="));
    Stream<String> page = number == 1 ? Stream.empty() : Stream.of("page=" + number);
    String parameters = Stream.concat(kept, page).collect(Collectors.joining("&"));
    return parameters.isEmpty() ? path : path + "?" + parameters;
  }
}
