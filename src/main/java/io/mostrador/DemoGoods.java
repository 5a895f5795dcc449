package io.mostrador;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the demo shop sells, from a list in the resources, and what is left of it. */
final class DemoGoods {

  private static final String LIST = "/demo/products.csv";
  private static final int KEPT = 1;

  private final DemoCalls admin;
  private final List<JsonObject> products = new ArrayList<>();
  private final Map<String, Integer> left = new HashMap<>();

  DemoGoods(DemoCalls admin) {
    this.admin = admin;
  }

  /** What a customer puts on the counter. */
  record Basket(JsonArray lines, BigDecimal total) {}

  /** Brands, types and products with their first stock. */
  void receive() {
    Map<String, String> brands = byName("listBrands");
    Map<String, String> types = byName("listProductTypes");
    for (String line : lines()) {
      String[] fields = line.split("\\|");
      String brand = brands.computeIfAbsent(fields[2], name -> label("createBrand", name));
      String type = types.computeIfAbsent(fields[3], name -> label("createProductType", name));
      JsonObject product =
          admin.send(
              "createProduct",
              new JsonObject()
                  .put("sku", fields[0])
                  .put("name", fields[1])
                  .put("brand", brand)
                  .put("product_type", type)
                  .put("default_price", fields[4])
                  .put("cost_price", fields[5])
                  .put("stock", fields[6] + ".00")
                  .put("stock_adjust_reason", "inventario inicial"));
      products.add(product);
      left.put(product.getString("id"), Integer.parseInt(fields[6]));
    }
  }

  JsonObject product(int index) {
    return products.get(index);
  }

  /** One to three products of which more than the last unit is left. */
  Basket basket(Random random) {
    JsonArray lines = new JsonArray();
    BigDecimal total = BigDecimal.ZERO;
    int wanted = 1 + random.nextInt(3);
    for (int tries = 0; tries < 50 && lines.size() < wanted; tries++) {
      JsonObject product = products.get(random.nextInt(products.size()));
      if (take(product, lines)) {
        total = total.add(new BigDecimal(product.getString("default_price")));
      }
    }
    return new Basket(lines, total);
  }

  /** Sets a unit aside; false when only the last one is left, or it is on the counter already. */
  boolean take(JsonObject product, JsonArray lines) {
    String id = product.getString("id");
    boolean isThere =
        lines.stream().anyMatch(line -> ((JsonObject) line).getString("product").equals(id));
    if (isThere || left.get(id) <= KEPT) {
      return false;
    }
    left.merge(id, -1, Integer::sum);
    lines.add(
        new JsonObject()
            .put("product", id)
            .put("qty", "1.00")
            .put("unit_price", product.getString("default_price"))
            .put("unit_cost", product.getString("cost_price"))
            .put("discount_pct", "0.00"));
    return true;
  }

  private Map<String, String> byName(String operationId) {
    Map<String, String> ids = new HashMap<>();
    admin.rows(operationId).forEach(row -> ids.put(row.getString("name"), row.getString("id")));
    return ids;
  }

  private String label(String operationId, String name) {
    return admin.send(operationId, new JsonObject().put("name", name)).getString("id");
  }

  private static List<String> lines() {
    try (InputStream list = DemoGoods.class.getResourceAsStream(LIST)) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(LIST, unreadable);
    }
  }
}
