package io.mostrador.domain.purchasing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Invoices of supplier MYESA for tests, pasted through the API. */
public final class Invoices {

  private final ApiClient client;
  public final String supplier;
  public final String parser;

  public Invoices(ApiClient client) {
    this.client = client;
    this.supplier = supplierId(client, "MYESA");
    this.parser =
        client
            .get("/supplier-parsers/?supplier=" + supplier)
            .is(200)
            .results()
            .get(0)
            .getString("id");
  }

  public static String supplierId(ApiClient client, String code) {
    return client.get("/suppliers/").is(200).results().stream()
        .filter(row -> row.getString("code").equals(code))
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  /** A SKU that nobody has, in upper case. */
  public static String sku() {
    return "S-" + UUID.randomUUID().toString().substring(0, 13).toUpperCase(Locale.ROOT);
  }

  /** What the supplier's programme writes for one item. */
  public static String item(String sku, String qty, String name, String unitCost) {
    return "** %s %s PZA %s\n %s 1.00\n".formatted(sku, qty, name, unitCost);
  }

  public JsonObject header(String rawText) {
    return new JsonObject()
        .put("supplier", supplier)
        .put("parser", parser)
        .put("raw_text", rawText);
  }

  /** A parsed batch. */
  @CanIgnoreReturnValue
  public JsonObject parsed(String rawText) {
    return parsed(header(rawText));
  }

  public JsonObject parsed(JsonObject header) {
    String id = client.post("/import-batches/", header).is(201).id();
    return client.post("/import-batches/" + id + "/parse/").is(200).json();
  }

  /** A parsed batch whose lines all have brand LS2 and type GUANTES. */
  public JsonObject classified(JsonObject header) {
    JsonObject batch = parsed(header);
    lines(batch).forEach(line -> classify(line.getString("id")));
    return client.get("/import-batches/" + batch.getString("id") + "/").is(200).json();
  }

  void classify(String lineId) {
    JsonObject labels =
        new JsonObject().put("brand_name", "LS2").put("product_type_name", "guantes");
    client.patch("/import-lines/" + lineId + "/", labels).is(200);
  }

  Answer confirm(JsonObject batch) {
    return client.post("/import-batches/" + batch.getString("id") + "/confirm/");
  }

  /** A line as a whole batch is sent with. */
  public static JsonObject line(String sku, String qty, String unitCost) {
    return new JsonObject()
        .put("sku", sku)
        .put("name", "Producto " + sku)
        .put("qty", qty)
        .put("unit_cost", unitCost)
        .put("unit_price", "150.00")
        .put("public_price", "199.00")
        .put("brand_name", "LS2")
        .put("product_type_name", "GUANTES");
  }

  Answer previewConfirm(JsonObject header, List<JsonObject> lines) {
    return client.post(
        "/import-batches/preview-confirm/", header.copy().put("lines", new JsonArray(lines)));
  }

  static List<JsonObject> lines(JsonObject parent) {
    return parent.getJsonArray("lines").stream().map(JsonObject.class::cast).toList();
  }

  /** The product with the SKU, as the catalogue shows it. */
  JsonObject product(String sku) {
    List<JsonObject> found = client.get("/products/?include_inactive=1&q=" + sku).is(200).results();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " products with SKU " + sku);
    }
    return found.get(0);
  }

  boolean isKnown(String sku) {
    return !client.get("/products/?include_inactive=1&q=" + sku).is(200).results().isEmpty();
  }
}
